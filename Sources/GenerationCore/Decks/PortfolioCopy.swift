/// Copy for somebody who shows work: photographer, designer, illustrator, architect.
enum PortfolioCopy {
    static let english = """
        noun: Portfolio
        tagline: Work that speaks for itself
        tagline: Made with a steady eye
        tagline: Ideas you can look at
        headline: Look first, talk later
        headline: Work made with care, shown with pride
        headline: Pictures, shapes and good reasons for them
        headline: Independent work {in}
        lead: A small selection of recent projects, with the thinking behind them. If something speaks to you, get in touch.
        lead: I work with people who care how things look, and why. Here is what came of it.
        chip: Open for commissions
        chip: From sketch to final file
        chip: One person, start to finish
        chip: Happy with odd briefs
        chip: Deadlines are kept
        aboutTitle: Who is behind it
        aboutTitle: How I work
        about: I like to begin with questions and a pencil. The first sketches are quick and many, so that the final piece can be slow and certain.
        about: Good work needs trust in both directions. I show early, explain my choices and change my mind when you have the better argument.
        about: When I am not working, I am looking: at streets, at old books, at the way light falls on a wall. It all comes back in the work.
        featuresTitle: What it is like to work with me
        featuresTitle: What you get
        feature: Early sketches | You see where it is going while it can still turn.
        feature: Reasons, not taste | I can tell you why it looks the way it does.
        feature: Clean files | Named, sorted and ready for whoever comes next.
        feature: Clear terms | You know what you may do with the work.
        feature: Calm to the end | Changes are part of it, panic is not.
        servicesTitle: What I can make for you
        servicesNote: Not on the list? Ask. The unusual ones are often the best.
        itemsTitle: Ways to work together, with prices
        itemsNote: Every project is different. These are starting points.
        item: Commission | One piece, made for one purpose.
        item: Series | Several pieces that belong together.
        item: Visual identity | How you look, from the sign to the invoice.
        item: Portrait session | Unhurried, in the studio or where you feel at home.
        item: Documentation | Your work, your space or your event, seen with care.
        item: Prints | A selection, on good paper, signed.
        item: Licence | Use of existing work, on clear terms.
        galleryTitle: Selected work
        galleryTitle: Recent projects
        shot: A recent commission
        shot: From a personal series
        shot: A detail, close up
        shot: Work in progress
        shot: In the place it was made for
        stepsTitle: From idea to finished work
        step: A conversation | What it is for, who will see it and when you need it.
        step: Sketches | A few directions, and we choose one together.
        step: Finished work | Delivered in the form you need.
        question: Are you free for new work? | From [[next free date]]. Short projects sometimes fit in earlier.
        question: What does it cost? | It depends on size and use. You get a fixed quote before we start.
        question: Who owns the work? | The terms of use are written into the quote, in plain words.
        question: Do you travel for projects? | Gladly. Travel is agreed on beforehand.
        event: Open studio | Come in, look at drawers and ask about anything.
        event: Exhibition | New work on real walls.
        event: Short course | What I know, in one afternoon.
        role: Concept | Finds the idea in your sentence.
        role: Production | Makes it real, down to the last file.
        role: Studio | Keeps the calendar and the coffee going.
        meta: Selected work, and the thinking behind it. See recent projects, how I work and how to get in touch about a commission.
        """

    static let portuguese = """
        noun: Portfólio
        tagline: Trabalho que fala por si
        tagline: Feito com olhar atento
        tagline: Ideias que se deixam ver
        headline: Primeiro olhe, depois a gente conversa
        headline: Feito com cuidado, mostrado com orgulho
        headline: Imagens, formas e boas razões para elas
        headline: Trabalho independente {in}
        lead: Uma pequena seleção de projetos recentes e o pensamento por trás deles. Se algo conversar com você, escreva.
        lead: Trabalho com gente que se importa com a aparência das coisas, e com o porquê. Isto é o que saiu daí.
        chip: Aberto a encomendas
        chip: Do esboço ao arquivo final
        chip: Uma pessoa do começo ao fim
        chip: Gosto de pedidos estranhos
        chip: Prazo é prazo
        aboutTitle: Quem está por trás
        aboutTitle: Como trabalho
        about: Gosto de começar com perguntas e um lápis. Os primeiros esboços são rápidos e muitos, para que a peça final seja lenta e certa.
        about: Bom trabalho pede confiança dos dois lados. Mostro cedo, explico as escolhas e mudo de ideia quando o seu argumento é melhor.
        about: Quando não estou trabalhando, estou olhando: as ruas, os livros velhos, o jeito como a luz bate na parede. Tudo volta no trabalho.
        featuresTitle: Como é trabalhar comigo
        featuresTitle: O que você recebe
        feature: Esboços cedo | Você vê para onde vai enquanto ainda dá para virar.
        feature: Razões, não só gosto | Sei dizer por que ficou do jeito que ficou.
        feature: Arquivos em ordem | Nomeados, organizados e prontos para quem vier depois.
        feature: Condições claras | Você sabe o que pode fazer com o trabalho.
        feature: Calma até o fim | Mudança faz parte, pânico não.
        servicesTitle: O que posso fazer para você
        servicesNote: Não está na lista? Pergunte. Os diferentes costumam ser os melhores.
        itemsTitle: Formas de trabalhar, com preços
        itemsNote: Cada projeto é um. Estes são pontos de partida.
        item: Encomenda | Uma peça, feita para um fim.
        item: Série | Várias peças que andam juntas.
        item: Identidade visual | A sua cara, da placa à nota.
        item: Retrato | Sem pressa, no estúdio ou onde você se sente em casa.
        item: Registro | A sua obra, o seu espaço ou o seu evento, com olhar atento.
        item: Impressões | Uma seleção em bom papel, assinada.
        item: Licença | Uso de trabalhos existentes, com condições claras.
        galleryTitle: Trabalhos escolhidos
        galleryTitle: Projetos recentes
        shot: Uma encomenda recente
        shot: De uma série pessoal
        shot: Um detalhe de perto
        shot: Em andamento
        shot: No lugar para o qual foi feito
        stepsTitle: Da ideia à peça pronta
        step: Uma conversa | Para que serve, quem vai ver e até quando.
        step: Esboços | Alguns caminhos, e escolhemos um juntos.
        step: Peça pronta | Entregue no formato que você precisa.
        question: Há agenda para novos trabalhos? | A partir de [[próxima data livre]]. Projetos curtos às vezes cabem antes.
        question: Quanto custa? | Depende do tamanho e do uso. O orçamento é fechado antes de começar.
        question: De quem é o trabalho? | As condições de uso vão escritas no orçamento, em palavras simples.
        question: Viaja para projetos? | Com prazer. A viagem é combinada antes.
        event: Ateliê aberto | Entre, abra as gavetas e pergunte.
        event: Exposição | Trabalho novo em paredes de verdade.
        event: Curso curto | O que eu sei, em uma tarde.
        role: Conceito | Acha a ideia dentro da sua frase.
        role: Produção | Faz existir, até o último arquivo.
        role: Estúdio | Cuida da agenda e do café.
        meta: Trabalhos escolhidos e o pensamento por trás deles. Veja projetos recentes, como trabalho e como fazer uma encomenda.
        """

    static let spanish = """
        noun: Portafolio
        tagline: Un trabajo que habla solo
        tagline: Hecho con mirada atenta
        tagline: Ideas que se dejan ver
        headline: Primero mira y luego hablamos
        headline: Hecho con cuidado, enseñado con orgullo
        headline: Imágenes, formas y buenas razones
        headline: Trabajo independiente {in}
        lead: Una pequeña selección de proyectos recientes y las ideas que hay detrás. Si algo te dice algo, escríbeme.
        lead: Trabajo con gente a la que le importa el aspecto de las cosas y el porqué. Esto es lo que ha salido de ahí.
        chip: Con hueco para encargos
        chip: Del boceto al archivo final
        chip: Una persona de principio a fin
        chip: Me gustan los encargos raros
        chip: Los plazos se cumplen
        aboutTitle: Quién está detrás
        aboutTitle: Cómo trabajo
        about: Me gusta empezar con preguntas y un lápiz. Los primeros bocetos son rápidos y muchos, para que la pieza final sea lenta y segura.
        about: El buen trabajo pide confianza en las dos direcciones. Enseño pronto, explico las decisiones y cambio de idea cuando tu argumento es mejor.
        about: Cuando no trabajo, miro: las calles, los libros viejos, la luz en una pared. Luego vuelve en las piezas.
        featuresTitle: Cómo es trabajar conmigo
        featuresTitle: Lo que te llevas
        feature: Bocetos pronto | Ves hacia dónde va mientras aún se puede girar.
        feature: Razones, no solo gusto | Te puedo decir por qué es como es.
        feature: Archivos en orden | Con nombre, en su carpeta y listos para quien venga luego.
        feature: Condiciones claras | Sabes lo que puedes hacer con la obra.
        feature: Con calma hasta el final | Los cambios son parte del proceso; el pánico, no.
        servicesTitle: Lo que puedo hacer para ti
        servicesNote: ¿No está en la lista? Pregunta. Los encargos raros suelen ser los mejores.
        itemsTitle: Maneras de trabajar, con precios
        itemsNote: Cada proyecto es distinto. Estos son puntos de partida.
        item: Encargo | Una pieza, hecha para un fin.
        item: Serie | Varias piezas que van juntas.
        item: Identidad visual | Tu imagen, del rótulo a la factura.
        item: Sesión de retrato | Sin prisa, en el estudio o donde te sientas en casa.
        item: Documentación | La obra, el espacio o el evento, con mirada atenta.
        item: Copias | Una selección en buen papel y con firma.
        item: Licencia | El uso de obra existente, con condiciones claras.
        galleryTitle: Una selección
        galleryTitle: Proyectos recientes
        shot: Un encargo reciente
        shot: De una serie personal
        shot: Un detalle de cerca
        shot: Una pieza en marcha
        shot: En el lugar para el que se hizo
        stepsTitle: De la idea a la pieza
        step: Una conversación | Para qué es, quién la verá y para cuándo.
        step: Bocetos | Unas pocas direcciones, y elegimos una juntos.
        step: La pieza acabada | En el formato que necesites.
        question: ¿Tienes hueco para un encargo? | A partir de [[próxima fecha libre]]. Los cortos a veces caben antes.
        question: ¿Cuánto cuesta? | Depende del tamaño y del uso. El presupuesto es cerrado y va por delante.
        question: ¿De quién es la obra? | Las condiciones de uso van escritas en el presupuesto, en palabras llanas.
        question: ¿Viajas para un proyecto? | Con gusto. El viaje se acuerda antes.
        event: Estudio abierto | Entra, abre los cajones y pregunta.
        event: Exposición | Obra nueva en paredes de verdad.
        event: Curso breve | Lo que sé, en una tarde.
        role: Concepto | Encuentra la idea en tu frase.
        role: Producción | La hace real, hasta el último archivo.
        role: Estudio | Lleva la agenda y el café.
        meta: Una selección de obra y las ideas que hay detrás. Mira los proyectos recientes, cómo trabajo y cómo hacer un encargo.
        """
}
