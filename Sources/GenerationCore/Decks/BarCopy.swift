/// Copy for a bar, pub or taproom.
enum BarCopy {
    static let english = """
        noun: Bar
        noun[vegan]: Vegan bar
        tagline: Good drinks, good company
        tagline: A stool with your name on it
        tagline: Open late, never in a hurry
        tagline: Pull up a chair
        headline: The best part of the day starts here
        headline: One more, and then maybe another
        headline: Cold glasses, warm welcome
        headline: Come for a drink, stay for the evening
        headline: Where the evening begins {in}
        lead: A counter, a short list done well, and music at a volume that leaves room for the conversation.
        lead: Classic cocktails, local beer and wine by the glass, with a few good things to eat in between.
        lead: Bring your friends, or come alone and leave with some. There is always a place at the counter.
        chip: Cocktails and classics
        chip: Wine by the glass
        chip: Small plates to share
        chip: Room for groups
        chip: Music, but not too loud
        aboutTitle: A bar for the neighbourhood
        aboutTitle: What we pour, and why
        about: A good bar is a simple thing: decent ice, clean glasses, and somebody behind the counter who likes the work. The rest is the people who come in.
        about: We would rather make a short list very well than a long one in a hurry. If you cannot decide, tell us what you like and we will mix something for it.
        about: No dress code and no password. Come in from work, from dinner or from the rain.
        featuresTitle: Reasons to come in
        featuresTitle: What makes a good evening
        feature: A list with a point of view | Every bottle is here because one of us likes to drink it.
        feature: Good without alcohol, too | Drinks with no spirit in them and just as much care.
        feature: Food that goes with it | Small plates, made to be shared across the table.
        feature: A counter to lean on | The best seat in the house, and the best conversation.
        feature: Room for your party | Tell us how many you are, and we will keep a corner for you.
        feature[vegan]: Vegan from bottle to plate | Wines, beers and bites made without anything from an animal.
        servicesTitle: What we do well
        itemsTitle: On the list tonight
        itemsTitle: From behind the counter
        itemsNote: A few of the usual suspects. Ask for the rest at the counter.
        itemsNote: The list changes when we find something better.
        item: House spritz | Bitter, bright and long, with plenty of ice.
        item: Negroni | Stirred, strong and served with orange.
        item: Draught beer | From a brewery near by, cold and fresh.
        item: Red by the glass | Something with body, for a slow evening.
        item: White by the glass | Crisp, mineral and easy to finish.
        item: Ginger and lime | No alcohol, a good deal of bite.
        item: Olives and almonds | Warm, with herbs and a little salt.
        item[!vegan]: Cheese board | Three kinds, bread and something sweet.
        item[vegan]: Hummus and flatbread | Smooth, lemony and made to be shared.
        item: Toast of the day | Ask what is on it. It is usually good.
        galleryTitle: An evening with us
        shot: The counter at dusk
        shot: A row of bottles
        shot: Friends at the corner table
        shot: A drink being poured
        stepsTitle: How to book for a group
        step: Say when and how many | A message is enough.
        step: We keep the table | With a round ready, if you like.
        step: Come thirsty | We take care of the rest of the evening.
        question: Do I need a booking? | For two, just walk in. For a larger group, it is better to write to us first.
        question: Is there something to eat? | Yes, small plates until the kitchen closes at [[kitchen closing time]].
        question: Do you have drinks without alcohol? | A whole page of them, and not only juice.
        question: Can we have a party here? | Gladly. Tell us the date and how many you are.
        question: Is there live music? | On some evenings. Look at the calendar, or ask at the counter.
        eventsTitle: Nights to remember
        event: Live at the counter | A small concert, close enough to see the fingers.
        event: Tasting night | A few bottles, a good story for each.
        event: Quiz evening | Teams, pencils and a prize you can drink.
        role: Behind the bar | Remembers faces, and what was in the glass.
        role: Kitchen | Sends out the small plates that make you stay.
        role: On the floor | Finds you a seat when there are none.
        meta: Cocktails, beer and wine by the glass, with small plates to share. See the list, the hours and how to find us.
        """

    static let portuguese = """
        noun: Bar
        noun[vegan]: Bar vegano
        tagline: Bons copos, boa companhia
        tagline: Tem sempre um lugar no balcão
        tagline: Aberto até tarde, sem pressa
        tagline: Puxe uma cadeira
        headline: A melhor parte do dia começa aqui
        headline: Mais uma, e depois a gente vê
        headline: Copo gelado, conversa quente
        headline: Venha para um drinque, fique para a noite
        headline: Onde a noite começa {in}
        lead: Um balcão, uma carta curta e bem feita e música num volume que deixa a conversa acontecer.
        lead: Drinques clássicos, chope gelado e vinho em taça, com bons petiscos entre um e outro.
        lead: Traga os amigos, ou venha só e saia com alguns. No balcão sempre cabe mais um.
        chip: Drinques clássicos
        chip: Chope bem tirado
        chip: Petiscos para dividir
        chip: Mesa para a turma
        chip: Música na altura certa
        aboutTitle: Um bar de bairro
        aboutTitle: O que servimos, e por quê
        about: Um bom bar é coisa simples: gelo decente, copo limpo e alguém atrás do balcão que gosta do que faz. O resto é gente.
        about: Preferimos uma carta pequena e caprichada a uma longa e apressada. Se não souber o que pedir, diga do que gosta e a gente inventa.
        about: Sem traje e sem senha na porta. Venha do trabalho, do jantar ou da chuva.
        featuresTitle: Motivos para entrar
        featuresTitle: O que faz uma boa noite
        feature: Uma carta com opinião | Cada garrafa está aqui porque um de nós gosta dela.
        feature: Sem álcool, com capricho | Drinques sem destilado e com o mesmo cuidado.
        feature: Petisco que acompanha | Porções pequenas, pensadas para a mesa toda.
        feature: Um balcão para encostar | O melhor lugar da casa e a melhor conversa.
        feature: Espaço para a sua festa | Diga quantos são, e guardamos um canto para vocês.
        feature[vegan]: Vegano da garrafa ao prato | Vinhos, cervejas e petiscos sem nada de origem animal.
        servicesTitle: O que fazemos bem
        itemsTitle: Na carta de hoje
        itemsTitle: Direto do balcão
        itemsNote: Alguns dos mais pedidos. O resto a gente conta no balcão.
        itemsNote: A carta muda quando achamos coisa melhor.
        item: Caipirinha da casa | Limão, gelo e a cachaça que você escolher.
        item: Negroni | Mexido, forte e servido com laranja.
        item: Chope | Gelado, cremoso e tirado com paciência.
        item: Tinto em taça | Encorpado, para uma noite sem pressa.
        item: Branco em taça | Fresco, leve e fácil de terminar.
        item: Gengibre com limão | Sem álcool, mas com personalidade.
        item: Azeitonas e castanhas | Mornas, com ervas e um pouco de sal.
        item[!vegan]: Tábua de queijos | Três tipos, pão e um toque doce.
        item[vegan]: Homus com pão | Cremoso, com limão e feito para dividir.
        item: Bolinho do dia | Pergunte o recheio. Costuma acabar cedo.
        galleryTitle: Uma noite por aqui
        shot: O balcão no fim da tarde
        shot: Uma fileira de garrafas
        shot: Amigos na mesa do canto
        shot: Um drinque sendo servido
        stepsTitle: Como reservar para a turma
        step: Diga quando e quantos | Uma mensagem basta.
        step: Guardamos a mesa | Com a primeira rodada pronta, se quiser.
        step: Venha com sede | Do resto da noite cuidamos nós.
        question: Preciso reservar? | Para dois, é só chegar. Para uma turma, melhor mandar mensagem antes.
        question: Tem o que comer? | Tem petiscos até a cozinha fechar, às [[horário da cozinha]].
        question: Tem bebida sem álcool? | Uma página inteira, e não é só suco.
        question: Dá para fazer festa aí? | Com prazer. Diga a data e quantas pessoas são.
        question: Tem música ao vivo? | Em algumas noites. Veja a agenda ou pergunte no balcão.
        eventsTitle: Noites para lembrar
        event: Ao vivo no balcão | Um show pequeno, tão perto que dá para ver os dedos.
        event: Noite de degustação | Algumas garrafas e uma boa história para cada uma.
        event: Noite de perguntas | Equipes, lápis e um prêmio que se bebe.
        role: No balcão | Guarda os rostos e o que havia no copo.
        role: Na cozinha | Manda os petiscos que fazem você ficar.
        role: No salão | Acha lugar quando já não tem.
        meta: Drinques, chope e vinho em taça, com petiscos para dividir. Veja a carta, os horários e como chegar.
        """

    static let spanish = """
        noun: Bar
        noun[vegan]: Bar vegano
        tagline: Buenos tragos, buena compañía
        tagline: Siempre hay sitio en la barra
        tagline: Hasta tarde y sin prisa
        tagline: Acércate una silla
        headline: Lo mejor del día empieza aquí
        headline: Una más, y luego ya veremos
        headline: Vasos fríos, charla caliente
        headline: Ven a por una copa y quédate la noche
        headline: Donde empieza la noche {in}
        lead: Una barra, una carta corta y bien hecha, y la música al volumen que deja hablar.
        lead: Cócteles clásicos, cerveza bien tirada y vino por copas, con algo rico para picar en medio.
        lead: Trae a tus amigos, o ven sin nadie y vete con alguno. En la barra siempre cabe uno más.
        chip: Cócteles y clásicos
        chip: Vino por copas
        chip: Tapas para compartir
        chip: Sitio para grupos
        chip: Música, sin gritar
        aboutTitle: Un bar de barrio
        aboutTitle: Lo que servimos y por qué
        about: Un buen bar es una cosa sencilla: hielo decente, vasos limpios y alguien en la barra al que le gusta el oficio. El resto lo pone la gente.
        about: Preferimos una carta corta y muy bien hecha a una larga y con prisas. Si no te decides, dinos lo que te gusta y te preparamos algo.
        about: Sin etiqueta y sin contraseña en la puerta. Ven del trabajo, de la cena o de la lluvia.
        featuresTitle: Motivos para entrar
        featuresTitle: Lo que hace una buena noche
        feature: Una carta con criterio | Cada botella está en la estantería porque a uno de nosotros le gusta.
        feature: También sin alcohol | Tragos sin destilados y con el mismo mimo.
        feature: Algo para acompañar | Platos pequeños, pensados para el centro de la mesa.
        feature: Una barra en la que apoyarse | El mejor asiento de la casa y la mejor conversación.
        feature: Sitio para tu fiesta | Dinos cuántos sois y os guardamos un rincón.
        feature[vegan]: Vegano de la copa al plato | Vinos, cervezas y bocados sin nada de origen animal.
        servicesTitle: Lo que se nos da bien
        itemsTitle: Esta noche en la carta
        itemsTitle: Desde la barra
        itemsNote: Algunos de los de siempre. Los demás, pregúntalos en la barra.
        itemsNote: La carta cambia cuando encontramos algo mejor.
        item: Vermut de la casa | Con hielo, naranja y una aceituna.
        item: Negroni | Removido, fuerte y con su naranja.
        item: Caña | Fría, con espuma y recién tirada.
        item: Tinto por copas | Con cuerpo, para una noche lenta.
        item: Blanco por copas | Fresco, mineral y fácil de acabar.
        item: Jengibre y lima | Sin alcohol y con carácter.
        item: Aceitunas y almendras | Templadas, con hierbas y un poco de sal.
        item[!vegan]: Tabla de quesos | Tres distintos, pan y un toque dulce.
        item[vegan]: Hummus con pan | Suave, con limón y hecho para compartir.
        item: La tapa del día | Pregunta cuál es. Suele acabarse pronto.
        galleryTitle: Una noche en la casa
        shot: La barra al caer la tarde
        shot: Una fila de botellas
        shot: Amigos en la mesa del rincón
        shot: Una copa recién servida
        stepsTitle: Cómo reservar para un grupo
        step: Di cuándo y cuántos | Con un mensaje basta.
        step: Guardamos la mesa | Con la primera ronda lista, si quieres.
        step: Ven con sed | Del resto de la noche nos ocupamos nosotros.
        question: ¿Hace falta reservar? | Para dos, entra sin más. Para un grupo grande, escríbenos antes.
        question: ¿Hay algo de comer? | Sí, para picar hasta que cierra la cocina, a las [[cierre de la cocina]].
        question: ¿Tenéis algo sin alcohol? | Una página entera de la carta, y no solo zumos.
        question: ¿Se puede hacer una fiesta? | Con mucho gusto. Dinos la fecha y cuántos sois.
        question: ¿Hay música en directo? | Algunas noches. Mira la agenda o pregunta en la barra.
        eventsTitle: Noches para recordar
        event: En directo en la barra | Un concierto pequeño, tan cerca que se ven los dedos.
        event: Noche de cata | Unas botellas y la historia de cada una.
        event: Noche de preguntas | Equipos, lápices y un premio que se bebe.
        role: En la barra | Recuerda las caras y lo que había en la copa.
        role: En la cocina | Saca los platos que te hacen quedarte.
        role: En la sala | Encuentra sitio cuando ya no lo hay.
        meta: Cócteles, cerveza y vino por copas, con tapas para compartir. Mira la carta, el horario y cómo llegar.
        """
}
