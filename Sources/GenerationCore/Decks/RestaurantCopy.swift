/// Copy for a restaurant; with lines of their own for a vegan one.
enum RestaurantCopy {
    static let english = """
        noun: Restaurant
        noun[vegan]: Vegan restaurant
        tagline: A table, a meal, some time
        tagline: Cooked here, eaten together
        tagline: Come hungry, leave happy
        tagline[vegan]: Vegetables first, and last
        headline: Sit down, the kitchen is on
        headline: Good food, and the time to enjoy it
        headline: The kind of dinner you talk about later
        headline: A table for you {in}
        headline[vegan]: Plants can carry a whole menu
        headline[vegan]: Vegan cooking with nothing missing
        lead: A short menu that follows the market, cooked to order and served without ceremony.
        lead: We cook what we like to eat ourselves: seasonal, generous and never in a rush.
        lead[vegan]: Vegetables, grains and fire, cooked with ambition and without anything from an animal.
        chip: A menu that follows the season
        chip: Cooked to order
        chip: Tables for groups
        chip: Wine by the glass
        chip: Children are welcome
        chip[vegan]: Entirely plant-based
        aboutTitle: A kitchen and its people
        aboutTitle: How we cook
        about: We write the menu after we have been to the market. It is shorter that way, and everything on it is there for a reason.
        about: The kitchen is small and the plates are honest. What we can make ourselves, we make ourselves: bread, stock, pasta, ice cream.
        about: Dinner is also a place to be. Stay as long as you like, we will not bring the bill before you ask.
        about[vegan]: We cook with vegetables because they surprise us again and again. Grilled, smoked, fermented or raw, they need no excuse and no imitation.
        featuresTitle: What to expect
        featuresTitle: Why people come back to eat with us
        feature: Few dishes, done well | A short menu that changes with what is good this week.
        feature: From scratch | Sauces, bread and desserts come out of our own kitchen.
        feature: Care with allergies | Tell us what you can't eat, and we will cook around it.
        feature: A proper welcome | We remember what you liked the last time.
        feature: Wine that fits | Small producers, chosen with our plates in mind.
        feature[vegan]: Flavour first | Smoke, acid, salt and crunch. Vegan food for people who love to eat.
        itemsTitle: From the kitchen
        itemsTitle: What we are cooking
        itemsNote: A few plates from the menu. The board in the dining room has the rest.
        itemsNote: The menu changes often. Ask us what came in this morning.
        item: Soup of the day | Made in the morning, served with bread.
        item: Tomatoes and herbs | Ripe, salted and dressed with good oil.
        item[!vegan]: Fish of the day | Grilled whole, with lemon and greens.
        item[!vegan]: Slow-cooked shoulder | Hours in the oven, spoon-tender, with its juices.
        item: Mushroom risotto | Creamy, peppery and finished at the table.
        item: Roasted cauliflower | Dark at the edges, with nuts and a bright sauce.
        item: Fresh pasta | Rolled today, with a sauce of the season.
        item[vegan]: Charred leeks | Soft inside, with hazelnuts and a smoky oil.
        item[vegan]: Bean stew with greens | Deep, warming and served with toast.
        item: Chocolate pot | Dark, dense and just enough for two spoons.
        item: Fruit and sorbet | Whatever is ripe, and cold.
        galleryTitle: At our tables
        shot: The dining room before service
        shot: A plate leaving the kitchen
        shot: The chef at the stove
        shot: A long table of friends
        stepsTitle: Book a table
        step: Choose a day | Tell us when, and for how many.
        step: Tell us about allergies | So that the kitchen can prepare.
        step: Come as you are | The table is yours for the evening.
        question: Do I need to book? | At weekends it is wise. On other days there is often a table.
        question: Do you cook for allergies? | Yes. Tell us when you book, and we will suggest what is safe.
        question: Can we come with a large group? | Gladly. For more than [[group size]] we agree on a menu beforehand.
        question: Are children welcome? | Very much so. Smaller portions are no trouble.
        question: Is there a vegetarian choice? | Always, and it is never an afterthought.
        event: Market dinner | One menu, everybody at the same table.
        event: Wine evening | A producer, five bottles, and plates to match.
        event: Sunday lunch | Long, shared and hard to leave.
        role: Chef | Tastes everything twice.
        role: Dining room | Knows which table you like.
        role: Pastry and bread | First to arrive, last to be forgotten.
        meta: Seasonal cooking, a short menu and time to enjoy it. See the menu, the opening hours and how to book a table.
        """

    static let portuguese = """
        noun: Restaurante
        noun[vegan]: Restaurante vegano
        tagline: Uma mesa, um prato, um tempo
        tagline: Feito aqui, comido junto
        tagline: Venha com fome, saia feliz
        tagline[vegan]: O vegetal em primeiro lugar
        headline: Sente-se, o fogo já está aceso
        headline: Boa comida, e o tempo para ela
        headline: Um jantar para comentar depois
        headline: Sua mesa {in}
        headline[vegan]: As plantas dão conta do cardápio inteiro
        headline[vegan]: Cozinha vegana em que nada falta
        lead: Um cardápio curto que acompanha a feira, feito na hora e servido sem cerimônia.
        lead: Cozinhamos o que gostamos de comer: da estação, generoso e sem pressa.
        lead[vegan]: Legumes, grãos e fogo, com ambição e sem nada de origem animal.
        chip: Cardápio da estação
        chip: Feito na hora
        chip: Mesas para grupos
        chip: Vinho em taça
        chip: Crianças são bem-vindas
        chip[vegan]: Inteiramente vegetal
        aboutTitle: Uma cozinha e sua gente
        aboutTitle: Como cozinhamos
        about: O cardápio é escrito depois da feira. Assim ele fica mais curto, e cada prato tem um motivo para estar ali.
        about: A cozinha é pequena e o prato é honesto. O que dá para fazer em casa, fazemos: o pão, o caldo, a massa, o sorvete.
        about: Jantar também é estar junto. Fique o quanto quiser, a conta só vem quando você pedir.
        about[vegan]: Cozinhamos com vegetais porque eles nos surpreendem sempre. Na brasa, defumados, fermentados ou crus, não precisam de desculpa nem de imitação.
        featuresTitle: O que esperar
        featuresTitle: Por que voltam para comer com a gente
        feature: Poucos pratos, bem feitos | Um cardápio curto, que muda com o que está bom na semana.
        feature: Feito do zero | Molhos, pães e sobremesas saem da nossa cozinha.
        feature: Cuidado com alergias | Diga o que você não pode comer, e o prato se adapta.
        feature: Recebido pelo nome | A gente lembra do que você gostou da última vez.
        feature: Vinho que combina | Pequenos produtores, escolhidos para os nossos pratos.
        feature[vegan]: O sabor na frente | Fumaça, acidez, sal e crocância. Comida vegana para quem ama comer.
        itemsTitle: Da cozinha
        itemsTitle: O que está no fogo
        itemsNote: Alguns pratos do cardápio. O resto está na lousa do salão.
        itemsNote: O cardápio muda bastante. Pergunte o que chegou hoje cedo.
        item: Sopa do dia | Feita de manhã, servida com pão.
        item: Tomates e ervas | Maduros, com sal e um bom azeite.
        item[!vegan]: Peixe do dia | Inteiro na grelha, com limão e verduras.
        item[!vegan]: Paleta de forno | Assada sem pressa, até desmanchar no garfo.
        item: Risoto de cogumelos | Cremoso, apimentado e finalizado na mesa.
        item: Couve-flor assada | Tostada nas bordas, com castanhas e um molho vivo.
        item: Massa fresca | Aberta hoje, com um molho da estação.
        item[vegan]: Alho-poró na brasa | Macio por dentro, com avelãs e azeite defumado.
        item[vegan]: Feijoada de legumes | Encorpada, com couve e farofa.
        item: Potinho de chocolate | Escuro, denso e na medida para duas colheres.
        item: Frutas e sorbet | O que estiver maduro, e bem gelado.
        galleryTitle: Nas nossas mesas
        shot: O salão antes de abrir
        shot: Um prato saindo da cozinha
        shot: Quem cozinha, no fogão
        shot: Uma mesa comprida de amigos
        stepsTitle: Reserve uma mesa
        step: Escolha o dia | Diga quando e para quantos.
        step: Fale das alergias | Assim a cozinha se prepara.
        step: Venha do seu jeito | A mesa é sua a noite toda.
        question: Preciso reservar? | No fim de semana é melhor. Nos outros dias costuma haver mesa.
        question: E se eu tiver alergia? | Avise na reserva, e sugerimos o que é seguro para você.
        question: Recebem grupos grandes? | Com prazer. Acima de [[tamanho do grupo]], combinamos um menu antes.
        question: Criança pode? | Pode, e deve. Porção pequena não é problema.
        question: Tem opção vegetariana? | Sempre, e nunca de última hora.
        event: Jantar da feira | Um menu só, e todos na mesma mesa.
        event: Noite de vinhos | Um produtor, algumas garrafas e pratos que combinam.
        event: Almoço de domingo | Longo, dividido e difícil de largar.
        role: Chef | Prova tudo duas vezes.
        role: Salão | Sabe qual é a sua mesa preferida.
        role: Pães e doces | Chega primeiro e ninguém esquece.
        meta: Cozinha da estação, cardápio curto e tempo para aproveitar. Veja o cardápio, os horários e como reservar.
        """

    static let spanish = """
        noun: Restaurante
        noun[vegan]: Restaurante vegano
        tagline: Una mesa, un plato, un rato
        tagline: Hecho en casa, comido en compañía
        tagline: Ven con hambre y vete feliz
        tagline[vegan]: La verdura, lo primero
        headline: Siéntate, los fogones están encendidos
        headline: Buena comida y tiempo para disfrutarla
        headline: Una cena de las que se recuerdan
        headline: Tu mesa {in}
        headline[vegan]: Las plantas dan para una carta entera
        headline[vegan]: Cocina vegana en la que no falta nada
        lead: Una carta corta que sigue al mercado, hecha al momento y servida sin ceremonias.
        lead: Cocinamos lo que nos gusta comer: de temporada, generoso y sin prisas.
        lead[vegan]: Verduras, legumbres y brasas, con ambición y sin nada de origen animal.
        chip: Una carta de temporada
        chip: Hecho al momento
        chip: Mesas para grupos
        chip: Vino por copas
        chip: Los niños son bienvenidos
        chip[vegan]: De principio a fin, vegetal
        aboutTitle: Una cocina y su gente
        aboutTitle: Cómo cocinamos
        about: La carta la escribimos después de ir al mercado. Así es más corta, y cada plato tiene un porqué.
        about: La cocina es pequeña y los platos, honestos. Lo que se puede hacer en casa lo hacemos en casa: el pan, el caldo, la pasta, el helado.
        about: Cenar también es estar. Quédate lo que quieras, que la cuenta no llega hasta que la pidas.
        about[vegan]: Cocinamos con verduras porque no dejan de sorprendernos. A la brasa, ahumadas, fermentadas o crudas, no necesitan excusas ni imitaciones.
        featuresTitle: Qué vas a encontrar
        featuresTitle: Por qué vuelven a esta mesa
        feature: Pocos platos, bien hechos | Una carta corta que cambia con lo mejor de la semana.
        feature: Desde cero | Las salsas, el pan y los postres salen de nuestra cocina.
        feature: Cuidado con las alergias | Dinos lo que no puedes comer y lo tendremos en cuenta.
        feature: Una buena bienvenida | Nos acordamos de lo que te gustó la última vez.
        feature: Vinos que acompañan | De pequeños productores, elegidos para los platos de la casa.
        feature[vegan]: El sabor, por delante | Humo, acidez, sal y crujiente. Cocina vegana para quien disfruta comiendo.
        itemsTitle: De la cocina
        itemsTitle: Lo que hay en el fuego
        itemsNote: Algunos platos de la carta. El resto está en la pizarra de la sala.
        itemsNote: La carta cambia a menudo. Pregunta qué ha llegado esta mañana.
        item: Sopa del día | Hecha por la mañana, con pan de la casa.
        item: Tomates con hierbas | Maduros, con sal y un buen aceite.
        item[!vegan]: Pescado del día | Entero, a la brasa, con limón y verduras.
        item[!vegan]: Paletilla al horno | Sin prisa, hasta que se deshace, con su jugo.
        item: Arroz con setas | Meloso, con pimienta y rematado en la mesa.
        item: Coliflor asada | Tostada en los bordes, con frutos secos y una salsa viva.
        item: Pasta fresca | Estirada hoy, con una salsa de temporada.
        item[vegan]: Puerros a la brasa | Tiernos por dentro, con avellanas y aceite ahumado.
        item[vegan]: Guiso de alubias y acelgas | Hondo, reconfortante y con tostadas.
        item: Vasito de chocolate | Oscuro, denso y justo para dos cucharas.
        item: Fruta y sorbete | La que esté madura, y bien fría.
        galleryTitle: En nuestras mesas
        shot: La sala antes del servicio
        shot: Un plato que sale de la cocina
        shot: En los fogones
        shot: Una mesa larga de amigos
        stepsTitle: Reserva una mesa
        step: Elige el día | Dinos cuándo y cuántos sois.
        step: Háblanos de las alergias | Para que la cocina se prepare.
        step: Ven como quieras | La mesa es tuya durante la noche.
        question: ¿Hace falta reservar? | Los fines de semana, mejor. Los otros días suele haber mesa.
        question: ¿Y si tengo una alergia? | Avísanos al reservar y te proponemos lo que es seguro.
        question: ¿Admitís grupos grandes? | Con gusto. A partir de [[tamaño del grupo]] acordamos un menú.
        question: ¿Se puede ir con niños? | Por supuesto. Las raciones pequeñas no son problema.
        question: ¿Hay opción vegetariana? | Siempre, y nunca a última hora.
        event: Cena de mercado | Un solo menú y una sola mesa.
        event: Noche de vinos | Un productor, unas botellas y los platos que les van.
        event: Comida de domingo | Larga, compartida y difícil de dejar.
        role: Jefa de cocina | Lo prueba dos veces.
        role: Sala | Sabe cuál es la mesa que te gusta.
        role: Pan y postres | Llega antes que nadie y nadie lo olvida.
        meta: Cocina de temporada, una carta corta y tiempo para disfrutarla. Mira la carta, el horario y cómo reservar.
        """
}
