/// Copy for a café.
enum CafeCopy {
    static let english = """
        noun: Café
        noun[vegan]: Vegan café
        tagline: Slow mornings, strong coffee
        tagline: A cup and a quiet corner
        tagline: Your second living room
        headline: Coffee first, then everything else
        headline: Sit down, warm up, slow down
        headline: A good cup changes the day
        headline: Your morning {in} starts here
        headline[vegan]: Coffee and cake, no cow required
        lead: Carefully roasted beans, cakes baked in the morning and chairs you will not want to leave.
        lead: Bring a book, a friend or a deadline. The coffee is good and nobody hurries you.
        lead[vegan]: Espresso with oat milk as it should be, and a counter full of cakes made from plants.
        chip: Freshly ground, cup by cup
        chip: Cakes baked in the morning
        chip: Breakfast until late
        chip: Quiet corners to work in
        chip: Dogs are welcome to ask
        chip[vegan]: Oat, soy and almond, no surcharge talk
        aboutTitle: A café around the corner
        aboutTitle: What is in your cup
        about: We are fussy about coffee so that you do not have to be. Tell us how you like it, and we will do the rest.
        about: Some of our guests stay for ten pages, some for an espresso at the counter. Both are the right way to use a café.
        about: The cakes are baked in the morning and gone by the evening. Tomorrow there will be others.
        featuresTitle: Little things that matter
        featuresTitle: Why it is nice in here
        feature: Beans with a name | Roasted in small amounts and ground when you order.
        feature: Milk as you like it | From the cow or from the field, steamed with care.
        feature: Breakfast without a clock | Eggs, bread and jam, also for late risers.
        feature: Room to think | Tables with a socket, and a rule about loud calls.
        feature: To take away | In your own cup, if you bring one.
        feature[vegan]: All from plants | Every drink, cake and sandwich on the board is vegan.
        itemsTitle: On the board
        itemsTitle: From the counter
        itemsNote: What most people come for. The cakes change every day.
        itemsNote: Ask us for the beans of the week.
        item: Espresso | Short, dark and clean.
        item: Flat white | Silky milk over a double shot.
        item: Filter coffee | Brewed by hand, made for slow drinking.
        item: Pot of tea | Loose leaves and time to steep.
        item: Cake of the day | Look behind the glass and point.
        item[!vegan]: Eggs on toast | Soft, on bread with a proper crust.
        item: Granola bowl | Crunchy, with fruit of the season.
        item[vegan]: Banana bread | Moist, nutty and vegan.
        item[vegan]: Avocado on sourdough | With lemon, chilli and seeds.
        item: Lemonade | Cold, cloudy and not too sweet.
        galleryTitle: Inside the café
        shot: The window seat
        shot: Milk being poured
        shot: Cakes behind the glass
        shot: The regulars' table
        stepsTitle: Making yourself at home
        step: Find a seat | Any chair without a book on it.
        step: Order at the counter | And take a look at the cakes.
        step: Stay a while | We will bring it to your table.
        question: Can I work here? | Yes, at the tables with a socket. At lunch we share them.
        question: Do you have plant milk? | We do. Tell us which one you like.
        question: Can I reserve a table? | For groups, yes. For two, there is nearly always a place.
        question: Do you sell your beans? | Yes, whole or ground for your machine.
        question: When does the kitchen close? | Breakfast and lunch are served until [[kitchen closing time]].
        event: Cupping | Taste coffees side by side, and find your own.
        event: Reading evening | A book, a lamp and a room that listens.
        event: Latte art class | Pour hearts, leaves and happy accidents.
        role: Barista | Remembers your order, and asks anyway.
        role: Baker | The reason for the smell in the morning.
        role: Kitchen | Breakfast, without looking at the clock.
        meta: Carefully made coffee, cakes of the day and a quiet corner for you. See the menu, the hours and how to find us.
        """

    static let portuguese = """
        noun: Cafeteria
        noun[vegan]: Cafeteria vegana
        tagline: Manhã lenta, café forte
        tagline: Uma xícara e um canto tranquilo
        tagline: A sua segunda sala
        headline: Primeiro o café, depois o resto
        headline: Sente, esquente-se, desacelere
        headline: Uma boa xícara muda o dia
        headline: Sua manhã {in} começa aqui
        headline[vegan]: Café com bolo, sem precisar da vaca
        lead: Grãos torrados com cuidado, bolos feitos de manhã e cadeiras de onde ninguém quer levantar.
        lead: Traga um livro, um amigo ou um prazo. O café é bom e ninguém apressa você.
        lead[vegan]: Espresso com leite de aveia no ponto e um balcão cheio de bolos feitos só de plantas.
        chip: Moído na hora
        chip: Bolos do dia
        chip: Café da manhã até tarde
        chip: Cantos para trabalhar
        chip: Pergunte pelo bolo da casa
        chip[vegan]: Aveia, soja e amêndoa
        aboutTitle: Um café de esquina
        aboutTitle: O que vai na sua xícara
        about: Somos exigentes com o café para que você não precise ser. Diga como gosta, e o resto é com a gente.
        about: Tem quem fique por dez páginas e tem quem tome um espresso em pé. As duas formas de usar um café estão certas.
        about: Os bolos saem de manhã e acabam até a noite. Amanhã haverá outros.
        featuresTitle: Pequenas coisas que contam
        featuresTitle: Por que é bom estar aqui
        feature: Grãos com nome | Torrados em pequenos lotes e moídos quando você pede.
        feature: O leite do seu jeito | De vaca ou de planta, vaporizado com calma.
        feature: Café da manhã sem relógio | Pão, ovos e geleia, também para quem acorda tarde.
        feature: Espaço para pensar | Mesas com tomada e ligações em voz baixa.
        feature: Para levar | No seu próprio copo, se você trouxer.
        feature[vegan]: Tudo de plantas | Cada bebida, bolo e sanduíche da lousa é vegano.
        itemsTitle: Na lousa
        itemsTitle: Do balcão
        itemsNote: O que mais sai por aqui. Os bolos mudam todo dia.
        itemsNote: Pergunte pelo grão da semana.
        item: Espresso | Curto, escuro e limpo.
        item: Cappuccino | Leite sedoso sobre um espresso duplo.
        item: Café coado | Passado à mão, para beber devagar.
        item: Bule de chá | Folhas soltas e tempo de infusão.
        item: Bolo do dia | Olhe a vitrine e aponte.
        item[!vegan]: Pão na chapa | Dourado, com manteiga até a borda.
        item: Granola com frutas | Crocante, com o que é da estação.
        item[vegan]: Bolo de banana | Úmido, com castanhas e vegano.
        item[vegan]: Torrada com abacate | Com limão, pimenta e sementes.
        item: Limonada | Gelada, turva e pouco doce.
        galleryTitle: Dentro do café
        shot: O lugar junto da janela
        shot: O leite sendo servido
        shot: Os bolos na vitrine
        shot: A mesa dos de sempre
        stepsTitle: Sinta-se em casa
        step: Ache um lugar | Qualquer cadeira sem livro em cima.
        step: Peça no balcão | E dê uma olhada nos bolos.
        step: Fique um pouco | Levamos até a sua mesa.
        question: Posso trabalhar aí? | Pode, nas mesas com tomada. Na hora do almoço a gente divide.
        question: Tem leite vegetal? | Tem. É só dizer qual você prefere.
        question: Posso reservar mesa? | Para grupos, sim. Para dois, quase sempre há lugar.
        question: Vendem os grãos? | Vendemos, em grão ou moídos para a sua cafeteira.
        question: Até que horas tem cozinha? | Servimos café da manhã e almoço até as [[horário da cozinha]].
        event: Degustação | Prove cafés lado a lado e descubra o seu.
        event: Noite de leitura | Um livro, uma luminária e uma sala que escuta.
        event: Aula de latte art | Corações, folhas e acidentes felizes.
        role: Barista | Lembra do seu pedido, e pergunta assim mesmo.
        role: Confeitaria | O motivo do cheiro da manhã.
        role: Cozinha | Café da manhã sem olhar para o relógio.
        meta: Café feito com cuidado, bolos do dia e um canto tranquilo para você. Veja o cardápio, os horários e como chegar.
        """

    static let spanish = """
        noun: Cafetería
        noun[vegan]: Cafetería vegana
        tagline: Mañanas lentas, café con carácter
        tagline: Una taza y un rincón tranquilo
        tagline: Tu segundo salón
        headline: Primero el café y luego lo demás
        headline: Siéntate, entra en calor, para un rato
        headline: Una buena taza cambia el día
        headline: Tu mañana {in} empieza aquí
        headline[vegan]: Café y tarta, sin vaca de por medio
        lead: Granos tostados con mimo, tartas hechas por la mañana y sillas de las que cuesta levantarse.
        lead: Trae un libro, a un amigo o una entrega urgente. El café es bueno y nadie te mete prisa.
        lead[vegan]: Espresso con bebida de avena en su punto y una vitrina llena de tartas hechas con plantas.
        chip: Molido al momento
        chip: Tartas del día
        chip: Desayunos hasta tarde
        chip: Rincones para trabajar
        chip: Pregunta por la tarta de la casa
        chip[vegan]: Avena, soja y almendra
        aboutTitle: Un café de esquina
        aboutTitle: Lo que hay en tu taza
        about: Somos maniáticos con el café para que tú no tengas que serlo. Dinos cómo te gusta y del resto nos encargamos.
        about: Hay quien se queda diez páginas y quien se toma un espresso en la barra. Las dos son buenas maneras de usar un café.
        about: Las tartas se hacen por la mañana y por la noche no quedan. Mañana habrá otras.
        featuresTitle: Las pequeñas cosas
        featuresTitle: Por qué se está bien en esta casa
        feature: Granos con nombre | Tostados en lotes pequeños y molidos cuando pides.
        feature: La leche, a tu gusto | De vaca o de planta, bien texturizada.
        feature: Desayunos sin reloj | Pan, huevos y mermelada, también para quien madruga poco.
        feature: Sitio para pensar | Mesas con enchufe y llamadas en voz baja.
        feature: Para llevar | En tu propia taza, si la traes.
        feature[vegan]: Lo que ves es vegetal | Las bebidas, las tartas y los bocadillos de la pizarra son veganos.
        itemsTitle: En la pizarra
        itemsTitle: De la barra
        itemsNote: Lo que más se pide. Las tartas cambian cada día.
        itemsNote: Pregunta por el grano de la semana.
        item: Espresso | Corto, oscuro y limpio.
        item: Café con leche | Leche sedosa sobre un café con cuerpo.
        item: Café de filtro | Hecho a mano, para beberlo despacio.
        item: Tetera | Hojas sueltas y tiempo de infusión.
        item: Tarta del día | Mira la vitrina y señala.
        item[!vegan]: Tostada con tomate y jamón | Pan crujiente y aceite del bueno.
        item: Granola con fruta | Crujiente, con la fruta de temporada.
        item[vegan]: Bizcocho de plátano | Jugoso, con nueces y vegano.
        item[vegan]: Tostada con aguacate | Con limón, guindilla y semillas.
        item: Limonada | Fría, turbia y poco dulce.
        galleryTitle: Dentro del café
        shot: El sitio junto a la ventana
        shot: La leche al caer en la taza
        shot: Las tartas en la vitrina
        shot: La mesa de los de siempre
        stepsTitle: Como en tu casa
        step: Busca un sitio | Cualquier silla que no tenga un libro encima.
        step: Pide en la barra | Y échales un ojo a las tartas.
        step: Quédate un rato | Te lo llevamos a la mesa.
        question: ¿Puedo trabajar en el café? | Sí, en las mesas con enchufe. A la hora de comer las compartimos.
        question: ¿Tenéis bebidas vegetales? | Sí. Dinos cuál prefieres.
        question: ¿Se puede reservar? | Para grupos, sí. Para dos casi siempre hay sitio.
        question: ¿Vendéis los granos? | Sí, enteros o molidos para tu cafetera.
        question: ¿Hasta qué hora hay cocina? | Servimos desayunos y comidas hasta las [[cierre de la cocina]].
        event: Cata de cafés | Prueba varios, uno al lado del otro, y encuentra el tuyo.
        event: Tarde de lectura | Un libro, una lámpara y una sala que escucha.
        event: Clase de latte art | Corazones, hojas y accidentes felices.
        role: Barista | Se acuerda de lo que tomas, y pregunta igual.
        role: Repostería | La culpable del olor de la mañana.
        role: Cocina | Desayunos sin mirar el reloj.
        meta: Café hecho con cuidado, tartas del día y un rincón tranquilo para ti. Mira la carta, el horario y cómo llegar.
        """
}
