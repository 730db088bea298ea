/// Copy for a bakery; with lines of their own for a vegan, an organic and a gluten-free one.
enum BakeryCopy {
    static let english = """
        noun: Bakery
        noun[vegan]: Vegan bakery
        noun[glutenfree]: Gluten-free bakery
        tagline: Flour, water, salt and time
        tagline: Good bread, close to home
        tagline: Baked with care, sold with a smile
        tagline[vegan]: All of the butter, none of the cow
        tagline[vegan]: Baked from plants, start to finish
        headline: Bread worth getting up for
        headline: Fresh from the oven, and worth the walk
        headline: The smell of bread in the morning
        headline: Good bread {in}, every morning
        headline[vegan]: Plants, flour and a hot oven
        headline[vegan]: Everything you love in a bakery, made vegan
        headline[vegan]: Croissants without butter, and without regret
        headline[vegan]: Your vegan bakery {in}
        lead: Crusty loaves, soft rolls and something sweet for the way home, made by people who like to get up early.
        lead: We mix, shape and bake in our own kitchen, and the counter changes with the season.
        lead[vegan]: Loaves, pastries and cakes with no eggs, no milk and no butter, for everyone who likes to eat well.
        lead[vegan]: We fold our dough with plant butter and fill our cakes with fruit, nuts and dark chocolate. Nothing here comes from an animal.
        chip: Baked in our own oven
        chip: Orders are welcome
        chip: Seasonal fillings
        chip: Bread sliced on request
        chip: Something sweet, always
        chip[vegan]: No eggs, no dairy
        chip[vegan]: Plants only, every day
        chip[vegan]: Allergens listed for all we bake
        aboutTitle: A bakery that takes its time
        aboutTitle: Behind the counter
        aboutTitle[vegan]: Why we bake with plants
        aboutTitle[vegan]: A vegan bakery for everyone
        about: Dough does not like to be rushed, so we let it rest until it is ready. You can taste the patience in the crumb and hear it in the crust.
        about: We keep the counter short and the quality high. When something is sold out, it means that tomorrow's will be fresh again.
        about: Come in for a loaf, stay for a chat. Half of the joy of a bakery is in the people in the queue.
        about[vegan]: We wanted a bakery where nobody has to ask what is inside. So we left out the animals and kept everything else: the flake, the crumb, the smell in the street.
        about[vegan]: Oat milk makes a tender brioche, and plant butter makes a proper croissant. Vegan baking is a craft of its own, and we enjoy every fold of it.
        featuresTitle: What makes the difference
        featuresTitle: Why people come back for our bread
        feature: Dough with patience | Long resting gives the bread its flavour and keeps it fresh for longer.
        feature: Honest ingredients | Flour, water, salt, and very little else in our everyday loaves.
        feature: Baked in small batches | So that what you carry home is still close to the oven.
        feature: Cakes to order | Tell us the day and the number of guests, and leave the rest to us.
        feature: A counter that changes | New fillings and fruit when the season brings them.
        feature[vegan]: Vegan without exception | There is no egg or dairy in our kitchen, so you never have to check the label.
        feature[vegan]: Real flake, plant butter | Layered by hand and baked until it shatters.
        feature[vegan]: Cakes for every guest | Birthday cakes that the whole table can share.
        feature[glutenfree]: Gluten-free by design | Recipes that begin with rice, oats and buckwheat rather than with a swap.
        feature[organic]: Organic grain | Flour from fields that are farmed with care.
        servicesTitle: What we bake for you
        itemsTitle: On the counter
        itemsTitle: What comes out of the oven
        itemsNote: The selection changes through the week. Come early for the widest choice.
        itemsNote: A few of our favourites. Ask us what is still warm.
        item: Sourdough loaf | Dark crust, open crumb, a gentle tang.
        item: Rye bread | Dense, moist and made for thick slices.
        item: Seeded rolls | Sunflower, pumpkin and linseed on top.
        item: Olive focaccia | Soft inside, with rosemary and coarse salt.
        item[!vegan]: Butter croissant | Layer after layer, best while it is warm.
        item[!vegan]: Custard tart | Crisp pastry with a creamy, blistered top.
        item: Cinnamon bun | Rolled thick and sticky at the edges.
        item: Fruit galette | Whatever the market has, in a thin, crisp crust.
        item[vegan]: Plant-butter croissant | Flaky, golden and entirely vegan.
        item[vegan]: Oat-milk brioche | Soft, sweet and made without eggs.
        item[vegan]: Chocolate and hazelnut cake | Dark, moist and dairy-free.
        galleryTitle: Straight from the oven
        galleryTitle: A look at the counter
        shot: Loaves cooling on the rack
        shot: The counter in the morning
        shot: Hands shaping dough
        shot: A tray of pastries
        shot: The shop window
        stepsTitle: How to order
        step: Tell us what you need | Bread for the weekend, or a cake for a party.
        step: We plan the bake | You hear from us when it can be ready.
        step: Pick it up fresh | We keep it aside with your name on it.
        question: Can I order ahead? | Yes, please do. For large orders we need [[days of notice]] to prepare.
        question: What about allergies? | We list the allergens for everything on the counter. Ask us if you are unsure.
        question: How do I keep bread fresh? | In a cloth or paper bag, cut side down. It also freezes well, in slices.
        question: Do you bake for events? | Tell us the date and the number of guests, and we will make a suggestion.
        question[vegan]: Is everything really vegan? | Yes. No eggs, milk, butter or honey in anything we bake.
        question[vegan]: What do you use in place of butter? | Plant butter and good oils, chosen for taste as much as for texture.
        eventsTitle: Coming out of the oven
        event: Bread-baking morning | Learn to mix, fold and shape your first loaf.
        event: Tasting at the counter | Try what is new before it goes on the list.
        event: Seasonal baking day | A special counter for the holidays.
        role: Baker | First in, long before the lights go on in the street.
        role: Pastry | Folds, fills and finishes everything sweet.
        role: At the counter | Knows your usual after the second visit.
        meta: Bread, rolls and pastries from our own oven. See what is on the counter, when we are open and how to order.
        meta[vegan]: A vegan bakery with loaves, pastries and cakes made only from plants. See the menu, the hours and how to order.
        """

    static let portuguese = """
        noun: Padaria
        noun[vegan]: Padaria vegana
        noun[glutenfree]: Padaria sem glúten
        tagline: Farinha, água, sal e tempo
        tagline: Pão bom, pertinho de você
        tagline: Feito com calma, servido com carinho
        tagline[vegan]: Tudo do pão, nada da vaca
        tagline[vegan]: Do primeiro ao último grão, vegetal
        headline: Um pão que faz valer a manhã
        headline: Saiu do forno agora
        headline: O cheiro de pão que acorda a rua
        headline: Pão bom {in}, todo dia
        headline[vegan]: Plantas, farinha e forno quente
        headline[vegan]: Tudo o que você ama na padaria, agora vegano
        headline[vegan]: Croissant sem manteiga e sem culpa
        headline[vegan]: Sua padaria vegana {in}
        lead: Pães de casca crocante, massas macias e um doce para o caminho, feitos por quem gosta de acordar cedo.
        lead: A gente mistura, modela e assa na nossa própria cozinha, e o balcão muda com a estação.
        lead[vegan]: Pães, folhados e bolos sem ovos, sem leite e sem manteiga, para todo mundo que gosta de comer bem.
        lead[vegan]: Dobramos a massa com manteiga vegetal e recheamos os bolos com fruta, castanha e chocolate amargo. Nada aqui vem de animal.
        chip: Assado no nosso forno
        chip: Aceitamos encomendas
        chip: Recheios da estação
        chip: Fatiamos na hora
        chip: Sempre um docinho
        chip[vegan]: Sem ovos e sem leite
        chip[vegan]: Só plantas, todo dia
        chip[vegan]: Alérgenos sempre indicados
        aboutTitle: Uma padaria que respeita o tempo
        aboutTitle: Do outro lado do balcão
        aboutTitle[vegan]: Por que assamos com plantas
        aboutTitle[vegan]: Uma padaria vegana para todos
        about: Massa não gosta de pressa, então deixamos que descanse até o ponto. Essa paciência aparece no miolo e se ouve na casca.
        about: Preferimos um balcão pequeno e muito bem cuidado. Quando algo acaba, é sinal de que o de amanhã será fresco outra vez.
        about: Entre para levar um pão e fique para uma conversa. Metade da graça de uma padaria está na fila.
        about[vegan]: Queríamos uma padaria onde ninguém precisasse perguntar o que tem dentro. Tiramos os animais e deixamos todo o resto: a casca, o miolo e o cheiro na calçada.
        about[vegan]: O leite de aveia faz um brioche macio, e a manteiga vegetal faz um croissant de verdade. A padaria vegana é um ofício próprio, e gostamos de cada dobra.
        featuresTitle: O que faz a diferença
        featuresTitle: Por que voltam pelo nosso pão
        feature: Massa sem pressa | O descanso longo dá sabor ao pão e o mantém fresco por mais tempo.
        feature: Ingredientes honestos | Farinha, água, sal e muito pouco além disso no pão de todo dia.
        feature: Fornadas pequenas | Para que o pão chegue à sua casa ainda perto do forno.
        feature: Bolos por encomenda | Diga o dia e quantas pessoas vêm, e deixe o resto com a gente.
        feature: Um balcão que muda | Recheios e frutas novas quando a estação traz.
        feature[vegan]: Vegano sem exceção | Não entra ovo nem leite na nossa cozinha, e você não precisa conferir o rótulo.
        feature[vegan]: Folhado de verdade | Manteiga vegetal, camada por camada, até quebrar na mordida.
        feature[vegan]: Bolo para a mesa inteira | Aniversários em que todos os convidados comem do mesmo bolo.
        feature[glutenfree]: Sem glúten desde a receita | Começamos pelo arroz, pela aveia e pelo trigo-sarraceno, não por um substituto.
        feature[organic]: Grão orgânico | Farinha de campos cultivados com cuidado.
        servicesTitle: O que assamos para você
        itemsTitle: No balcão
        itemsTitle: O que sai do forno
        itemsNote: A seleção muda durante a semana. Venha cedo para escolher melhor.
        itemsNote: Alguns dos preferidos da casa. Pergunte o que ainda está quente.
        item: Pão de fermentação natural | Casca escura, miolo aberto, acidez suave.
        item: Pão de centeio | Denso, úmido e bom para fatias grossas.
        item: Pãozinho com sementes | Girassol, abóbora e linhaça por cima.
        item: Focaccia de azeitona | Macia por dentro, com alecrim e sal grosso.
        item[!vegan]: Croissant de manteiga | Camada sobre camada, melhor ainda quente.
        item[!vegan]: Pão de queijo | Casquinha firme e recheio que estica.
        item: Rolinho de canela | Enrolado grosso e caramelado nas bordas.
        item: Torta de frutas | O que a feira trouxer, em massa fina e crocante.
        item[vegan]: Croissant vegetal | Folhado, dourado e inteiramente vegano.
        item[vegan]: Brioche de leite de aveia | Macio, doce e sem ovos.
        item[vegan]: Bolo de chocolate com avelã | Escuro, úmido e sem leite.
        galleryTitle: Direto do forno
        galleryTitle: Uma olhada no balcão
        shot: Pães esfriando na grade
        shot: O balcão pela manhã
        shot: Mãos modelando a massa
        shot: Uma assadeira de folhados
        shot: A vitrine da loja
        stepsTitle: Como encomendar
        step: Diga o que precisa | Pão para o fim de semana ou bolo para a festa.
        step: Nós planejamos a fornada | Avisamos quando pode ficar pronto.
        step: Retire fresquinho | Fica separado aqui com o seu nome.
        question: Posso encomendar? | Pode, e até preferimos. Para pedidos grandes precisamos de [[dias de antecedência]].
        question: E quem tem alergia? | Os alérgenos de tudo o que está no balcão ficam indicados. Na dúvida, pergunte.
        question: Como conservar o pão? | Em saco de pano ou papel, com o corte para baixo. Fatiado, também congela bem.
        question: Vocês fazem para eventos? | Diga a data e o número de convidados, e mandamos uma sugestão.
        question[vegan]: É tudo vegano mesmo? | É. Não há ovos, leite, manteiga nem mel em nada do que assamos.
        question[vegan]: O que usam no lugar da manteiga? | Manteiga vegetal e bons óleos, escolhidos pelo sabor e pela textura.
        eventsTitle: O que vem do forno
        event: Manhã de fazer pão | Aprenda a misturar, dobrar e modelar o seu primeiro pão.
        event: Prova no balcão | Experimente as novidades antes de todo mundo.
        event: Fornada especial | Um balcão diferente para as datas de festa.
        role: No forno | Chega antes de a rua acender as luzes.
        role: Confeitaria | Dobra, recheia e finaliza tudo o que é doce.
        role: Atendimento | Na segunda visita já sabe o que você gosta.
        meta: Pães, massas e doces do nosso próprio forno. Veja o que há no balcão, os horários e como encomendar.
        meta[vegan]: Padaria vegana com pães, folhados e bolos feitos só de plantas. Veja o cardápio, os horários e como encomendar.
        """

    static let spanish = """
        noun: Panadería
        noun[vegan]: Panadería vegana
        noun[glutenfree]: Panadería sin gluten
        tagline: Harina, agua, sal y tiempo
        tagline: Buen pan, cerca de casa
        tagline: Horneado con mimo
        tagline[vegan]: Todo el sabor, nada de la vaca
        tagline[vegan]: Del grano a la corteza, vegetal
        headline: Un pan por el que madrugar
        headline: Recién salido del horno
        headline: El olor a pan que despierta la calle
        headline: Buen pan {in}, cada mañana
        headline[vegan]: Plantas, harina y un horno caliente
        headline[vegan]: Lo que más te gusta de una panadería, en vegano
        headline[vegan]: Cruasanes sin mantequilla y sin pena
        headline[vegan]: Tu panadería vegana {in}
        lead: Hogazas de corteza crujiente, panecillos tiernos y algo dulce para el camino, hechos por gente que madruga con gusto.
        lead: Amasamos, formamos y horneamos en la propia cocina, y el mostrador cambia con la temporada.
        lead[vegan]: Panes, hojaldres y tartas sin huevo, sin leche y sin mantequilla, para todo el que disfruta comiendo bien.
        lead[vegan]: Plegamos la masa con mantequilla vegetal y rellenamos las tartas con fruta, frutos secos y chocolate negro. Nada de lo que ves viene de un animal.
        chip: De nuestro propio horno
        chip: Aceptamos encargos
        chip: Rellenos de temporada
        chip: Cortamos la hogaza al momento
        chip: Siempre algo dulce
        chip[vegan]: Sin huevo y sin lácteos
        chip[vegan]: Solo plantas, cada día
        chip[vegan]: Los alérgenos, a la vista
        aboutTitle: Una panadería sin prisa
        aboutTitle: Detrás del mostrador
        aboutTitle[vegan]: Por qué horneamos con plantas
        aboutTitle[vegan]: Una panadería vegana para cualquiera
        about: A la masa no le gustan las prisas, así que la dejamos reposar hasta que está lista. La paciencia se nota en la miga y se oye en la corteza.
        about: Preferimos un mostrador corto y muy cuidado. Cuando algo se acaba, es que el de mañana volverá a ser fresco.
        about: Entra por una hogaza y quédate a charlar. La mitad de la gracia de una panadería está en la cola.
        about[vegan]: Queríamos una panadería en la que nadie tuviera que preguntar por los ingredientes. Quitamos los animales y dejamos lo demás: la corteza, la miga y el olor en la calle.
        about[vegan]: La leche de avena hace un brioche tierno y la mantequilla vegetal, un cruasán de verdad. Hornear en vegano es un oficio aparte, y disfrutamos de cada pliegue.
        featuresTitle: Lo que marca la diferencia
        featuresTitle: Por qué vuelven a por el pan
        feature: La masa, con paciencia | El reposo largo le da sabor al pan y lo mantiene fresco más tiempo.
        feature: Ingredientes honestos | Harina, agua, sal y muy poco más en el pan de cada día.
        feature: Hornadas pequeñas | Para que llegue a tu casa casi con el calor del horno.
        feature: Tartas por encargo | Dinos el día y cuántos sois, y deja el resto en nuestras manos.
        feature: Un mostrador que cambia | Nuevos rellenos y la fruta que trae la temporada.
        feature[vegan]: Vegano sin excepción | En la cocina no entra ni huevo ni leche, así que no hace falta mirar la etiqueta.
        feature[vegan]: Hojaldre de verdad | Mantequilla vegetal, capa a capa, hasta que cruje.
        feature[vegan]: Tartas para la mesa entera | Cumpleaños en los que los invitados comparten la misma tarta.
        feature[glutenfree]: Sin gluten desde la receta | Partimos del arroz, la avena y el trigo sarraceno, no de un sustituto.
        feature[organic]: Grano ecológico | Harina de campos cultivados con cuidado.
        servicesTitle: Lo que horneamos para ti
        itemsTitle: En el mostrador
        itemsTitle: Lo que sale del horno
        itemsNote: La selección cambia con los días. Ven temprano para elegir mejor.
        itemsNote: Los favoritos de la casa. Pregunta cuál está todavía caliente.
        item: Hogaza de masa madre | Corteza oscura, miga abierta y una acidez suave.
        item: Pan de centeno | Denso, jugoso y hecho para rebanadas gruesas.
        item: Panecillos de semillas | Con girasol, calabaza y lino por encima.
        item: Focaccia de aceitunas | Tierna por dentro, con romero y sal gorda.
        item[!vegan]: Cruasán de mantequilla | Capa sobre capa, mejor si está templado.
        item[!vegan]: Ensaimada | Esponjosa y con una nube de azúcar.
        item: Caracola de canela | Enrollada gruesa y pegajosa en los bordes.
        item: Galette de fruta | Lo que traiga el mercado, en una masa fina y crujiente.
        item[vegan]: Cruasán vegetal | Hojaldrado, dorado y vegano de principio a fin.
        item[vegan]: Brioche de avena | Tierno, dulce y sin huevo.
        item[vegan]: Tarta de chocolate y avellana | Oscura, jugosa y sin lácteos.
        galleryTitle: Directo del horno
        galleryTitle: Un vistazo al mostrador
        shot: Hogazas en la rejilla
        shot: El mostrador por la mañana
        shot: Manos que dan forma a la masa
        shot: Una bandeja de hojaldres
        shot: El escaparate de la tienda
        stepsTitle: Cómo encargar
        step: Dinos qué necesitas | Pan para el fin de semana o una tarta para la fiesta.
        step: Preparamos la hornada | Te avisamos de cuándo puede estar.
        step: Recógelo fresco | Lo apartamos con tu nombre.
        question: ¿Puedo encargar? | Sí, por favor. Para los pedidos grandes necesitamos [[días de antelación]].
        question: ¿Y las alergias? | Los alérgenos están indicados en el mostrador. Si dudas, pregunta.
        question: ¿Cómo se conserva el pan? | En una bolsa de tela o de papel, con el corte hacia abajo. En rebanadas, se congela bien.
        question: ¿Horneáis para eventos? | Dinos la fecha y el número de invitados y te hacemos una propuesta.
        question[vegan]: ¿De verdad es vegano? | Sí. No hay huevo, leche, mantequilla ni miel en nada de lo que horneamos.
        question[vegan]: ¿Qué usáis en lugar de la mantequilla? | Mantequilla vegetal y buenos aceites, por el sabor y por la textura.
        eventsTitle: Lo que está en el horno
        event: Mañana de pan | Aprende a amasar, plegar y formar tu primera hogaza.
        event: Cata en el mostrador | Prueba las novedades antes que nadie.
        event: Hornada especial | Un mostrador distinto para las fiestas.
        role: En el horno | Llega antes de que se enciendan las luces de la calle.
        role: Pastelería | Pliega, rellena y remata lo dulce.
        role: De cara al público | A la segunda visita ya sabe lo que te gusta.
        meta: Panes, panecillos y dulces de nuestro propio horno. Mira el mostrador, el horario y cómo encargar.
        meta[vegan]: Una panadería vegana con panes, hojaldres y tartas hechos solo con plantas. Mira la carta, el horario y cómo encargar.
        """
}
