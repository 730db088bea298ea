/// Copy for a florist.
enum FloristCopy {
    static let english = """
        noun: Florist
        tagline: Flowers with a reason
        tagline: Cut this morning, yours by noon
        tagline: Something green for someone dear
        headline: Say it with something that grows
        headline: Flowers for the big days and the small ones
        headline: A bunch that looks like you picked it
        headline: Fresh flowers {in}
        lead: Seasonal stems, tied by hand into bouquets with a bit of wildness left in them.
        lead: Tell us who it is for and what you want to say. We find the flowers for it.
        chip: Seasonal stems
        chip: Tied by hand
        chip: Weddings and farewells
        chip: Plants that forgive you
        chip: A card with your words
        aboutTitle: A shop full of seasons
        aboutTitle: How we choose our flowers
        about: We buy what the season has and leave the rest. That is why the shop looks different every week, and why the flowers last.
        about: A bouquet is a small letter. We like to ask who will read it before we start to write.
        about: Come in even if you only want one stem. It will be a good one, and we will wrap it properly.
        featuresTitle: What you can count on
        featuresTitle: Why our flowers last
        feature: Bought with the season | Fresh, fragrant and not flown further than needed.
        feature: No two alike | Every bouquet is tied for the person who gets it.
        feature: Advice included | How to cut, water and place them, in two sentences.
        feature: Plants, too | For dark corners, bright sills and busy people.
        feature: Words that fit | Stuck for the card? We help with that as well.
        servicesTitle: What we make
        servicesTitle: Flowers for every occasion
        itemsTitle: Bouquets and prices
        itemsTitle: What you can take home
        itemsNote: Sizes and flowers change with the season. Tell us your budget, and we will make it bloom.
        itemsNote: A few ideas to start from.
        item: Bouquet of the day | What looked best this morning, tied by hand.
        item: Made for someone | You tell us about them, we choose the stems.
        item: Wedding flowers | From the buttonhole to the long table.
        item: Funeral flowers | Quiet, careful and delivered on time.
        item: Flowers for your business | A fresh arrangement for the counter, week after week.
        item: Potted plants | Easy ones, bold ones and the ones for north windows.
        item: Dried flowers | For those who want them to stay.
        galleryTitle: From the workbench
        shot: A bouquet being tied
        shot: Buckets in the morning
        shot: A bride's bouquet
        shot: The shop from the street
        stepsTitle: How to order flowers
        step: Tell us the occasion | And the colours you like, or don't.
        step: We choose and tie | With what is best that day.
        step: Collect or send | With a card in your words.
        question: How long will they last? | Several days, longer with fresh water and a new cut. We show you how.
        question: Do you deliver? | Within [[delivery area]]. Order before [[order deadline]] for the same day.
        question: Do you do weddings? | With pleasure. Come early, and bring pictures of what you like.
        question: Can I choose the flowers myself? | Of course. Come in and point.
        question: I only have a small budget. Is that all right? | Very much so. A few good stems say a lot.
        event: Wreath workshop | Bind your own, with moss and good company.
        event: Bouquet evening | Learn the spiral, take the result home.
        event: Bulb day | Plant now, be glad in spring.
        role: At the workbench | Thinks in colours and knows all the names.
        role: Weddings | Calm on the big day, so that you can be, too.
        role: Plants | Revives what you thought was lost.
        meta: Seasonal flowers, tied by hand, for the big days and the small ones. See what we make and how to order.
        """

    static let portuguese = """
        noun: Floricultura
        tagline: Flores com motivo
        tagline: Colhidas hoje, suas ainda hoje
        tagline: Um verde para quem se gosta
        headline: Diga com algo que cresce
        headline: Flores para os dias grandes e os pequenos
        headline: Um buquê com cara de jardim
        headline: Flores frescas {in}
        lead: Flores da estação, amarradas à mão em buquês que guardam um pouco do mato.
        lead: Conte para quem é e o que você quer dizer. As flores certas nós encontramos.
        chip: Flores da estação
        chip: Amarradas à mão
        chip: Casamentos e despedidas
        chip: Plantas que perdoam
        chip: Um cartão com as suas palavras
        aboutTitle: Uma loja cheia de estações
        aboutTitle: Como escolhemos as flores
        about: Compramos o que a estação tem e deixamos o resto. Por isso a loja muda toda semana, e por isso as flores duram.
        about: Um buquê é uma carta pequena. Gostamos de perguntar quem vai ler antes de começar a escrever.
        about: Entre mesmo que seja por uma flor só. Vai ser bonita, e vai bem embrulhada.
        featuresTitle: Com o que você pode contar
        featuresTitle: Por que nossas flores duram
        feature: No tempo da estação | Frescas, perfumadas e sem viajar mais do que o preciso.
        feature: Nenhum igual ao outro | Cada buquê é feito para a pessoa que vai receber.
        feature: Conselho incluído | Como cortar, regar e onde colocar, em duas frases.
        feature: Plantas também | Para cantos escuros, janelas claras e gente ocupada.
        feature: As palavras certas | Travou no cartão? A gente ajuda também.
        servicesTitle: O que fazemos
        servicesTitle: Flores para cada ocasião
        itemsTitle: Buquês e preços
        itemsTitle: O que você pode levar
        itemsNote: Tamanhos e flores mudam com a estação. Diga quanto quer gastar, e fazemos florescer.
        itemsNote: Algumas ideias para começar.
        item: Buquê do dia | O mais bonito da manhã, amarrado à mão.
        item: Feito para alguém | Você conta quem é, nós escolhemos as flores.
        item: Flores de casamento | Da lapela à mesa comprida.
        item: Flores de despedida | Com silêncio, com cuidado e na hora.
        item: Flores para a sua empresa | Um arranjo fresco no balcão, semana após semana.
        item: Plantas em vaso | As fáceis, as ousadas e as de pouca luz.
        item: Flores secas | Para quem quer que fiquem.
        galleryTitle: Da bancada
        shot: Um buquê sendo amarrado
        shot: Os baldes pela manhã
        shot: O buquê da noiva
        shot: A loja vista da rua
        stepsTitle: Como encomendar
        step: Conte a ocasião | E as cores de que gosta, ou não.
        step: Escolhemos e amarramos | Com o melhor do dia.
        step: Retire ou envie | Com um cartão nas suas palavras.
        question: Quanto tempo duram? | Vários dias, mais ainda com água limpa e um corte novo. A gente mostra.
        question: Vocês entregam? | Em [[área de entrega]]. Para o mesmo dia, peça até as [[horário limite]].
        question: Fazem casamentos? | Com prazer. Venha cedo e traga fotos do que você gosta.
        question: Posso escolher as flores? | Claro. Entre e aponte.
        question: Tenho pouco para gastar. Tudo bem? | Tudo ótimo. Poucas flores boas dizem muito.
        event: Oficina de guirlandas | Monte a sua, com musgo e boa companhia.
        event: Noite do buquê | Aprenda a espiral e leve o resultado.
        event: Dia de plantar | Plante agora, alegre-se depois.
        role: Florista | Pensa em cores e sabe todos os nomes.
        role: Casamentos | A calma do grande dia, para você também ter.
        role: Plantas | Recupera o que você dava por perdido.
        meta: Flores da estação, amarradas à mão, para os dias grandes e os pequenos. Veja o que fazemos e como encomendar.
        """

    static let spanish = """
        noun: Floristería
        tagline: Flores con motivo
        tagline: Cortadas hoy, tuyas hoy
        tagline: Algo verde para alguien querido
        headline: Dilo con algo que crece
        headline: Flores para los días grandes y los pequeños
        headline: Un ramo con aire de jardín
        headline: Flores frescas {in}
        lead: Flores de temporada, atadas a mano en ramos que conservan un poco de campo.
        lead: Cuéntanos para quién es y qué quieres decir. De encontrar las flores nos encargamos nosotros.
        chip: Flores de temporada
        chip: Atadas a mano
        chip: Bodas y despedidas
        chip: Plantas que perdonan
        chip: Una tarjeta con tus palabras
        aboutTitle: Una tienda llena de estaciones
        aboutTitle: Cómo elegimos las flores
        about: Compramos lo que da la temporada y dejamos lo demás. Por eso la tienda cambia cada semana y por eso las flores duran.
        about: Un ramo es una carta pequeña. Nos gusta preguntar quién la va a leer antes de empezar a escribir.
        about: Entra aunque solo quieras una flor. Será buena y la envolveremos como es debido.
        featuresTitle: Con qué puedes contar
        featuresTitle: Por qué duran las flores
        feature: Con la temporada | Frescas, con aroma y sin viajar más de la cuenta.
        feature: Ninguno es igual | Cada ramo se ata para la persona que lo recibe.
        feature: El consejo, incluido | Cómo cortarlas, regarlas y dónde ponerlas, en dos frases.
        feature: También plantas | Para rincones oscuros, ventanas con sol y gente ocupada.
        feature: Las palabras justas | ¿No sabes qué poner en la tarjeta? También ayudamos con eso.
        servicesTitle: Lo que hacemos
        servicesTitle: Flores para cada ocasión
        itemsTitle: Ramos y precios
        itemsTitle: Lo que te puedes llevar
        itemsNote: Los tamaños y las flores cambian con la temporada. Dinos cuánto quieres gastar y lo haremos florecer.
        itemsNote: Unas ideas para empezar.
        item: Ramo del día | Lo más bonito de la mañana, atado a mano.
        item: Para alguien | Nos cuentas cómo es y elegimos las flores.
        item: Flores de boda | Del ojal a la mesa larga.
        item: Flores de despedida | Con calma, con cuidado y a tiempo.
        item: Flores para tu negocio | Un arreglo fresco en el mostrador, semana a semana.
        item: Plantas en maceta | Las fáciles, las atrevidas y las de poca luz.
        item: Flores secas | Para quien quiere que se queden.
        galleryTitle: Desde la mesa de trabajo
        shot: Un ramo a medio atar
        shot: Los cubos por la mañana
        shot: El ramo de la novia
        shot: La tienda desde la calle
        stepsTitle: Cómo encargar
        step: Cuéntanos la ocasión | Y los colores que te gustan, o los que no.
        step: Elegimos y atamos | Con lo mejor del día.
        step: Recoge o envía | Con una tarjeta escrita por ti.
        question: ¿Cuánto duran? | Varios días, y más con agua limpia y un corte nuevo. Te enseñamos.
        question: ¿Hacéis entregas? | En [[zona de entrega]]. Para el mismo día, antes de las [[hora límite]].
        question: ¿Hacéis bodas? | Con mucho gusto. Ven con tiempo y trae fotos de lo que te gusta.
        question: ¿Puedo elegir las flores? | Claro. Entra y señala.
        question: Tengo poco presupuesto. ¿Pasa algo? | En absoluto. Unas pocas flores buenas dicen mucho.
        event: Taller de coronas | Haz la tuya, con musgo y en buena compañía.
        event: Tarde de ramos | Aprende la espiral y llévate el resultado.
        event: Día de los bulbos | Planta ahora y alégrate en primavera.
        role: Florista | Piensa en colores y se sabe los nombres.
        role: Bodas | La calma del gran día, para que tú también la tengas.
        role: Plantas | Resucita lo que dabas por perdido.
        meta: Flores de temporada, atadas a mano, para los días grandes y los pequeños. Mira lo que hacemos y cómo encargar.
        """
}
