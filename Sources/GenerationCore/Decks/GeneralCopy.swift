/// Copy for a business of a kind that there is no deck for: true of nearly any.
enum GeneralCopy {
    static let english = """
        tagline: Done with care
        tagline: Glad to help
        tagline: Close to you, easy to reach
        headline: Good work, clearly explained
        headline: You tell us what you need, we take it from there
        headline: The right help, without the fuss
        headline: Made simple, done well, {in}
        lead: We listen first, tell you what is possible, and then do what we said. That is the whole idea.
        lead: A straight answer to your question, and a result you can rely on.
        chip: A real person answers
        chip: Clear words, clear terms
        chip: Careful with details
        chip: Here when you need us
        chip: No obligation to ask
        aboutTitle: Who we are
        aboutTitle: What we care about
        about: We are a small team that likes to know the people it works for. Whoever answers your message is the one who does the work.
        about: Good work starts with a good question. So we take the time to understand what you need before we suggest anything.
        about: We say what we can do, and also what we cannot. It saves everybody time, and it is the reason why people come back.
        featuresTitle: Why people choose us
        featuresTitle: What you can expect
        feature: Plain words | We explain things so that you can decide.
        feature: One person to talk to | From the first message to the last.
        feature: Care in the details | The small things are the ones you notice later.
        feature: Kept promises | If we say a day, that is the day.
        feature: Made for you | No two requests are the same, and neither are our answers.
        item: First conversation | We get to know what you need, and you get to know us.
        item: The standard package | What most people need, at a fixed price.
        item: Made to measure | Something of your own, planned together.
        item: Express | For when it has to be soon.
        item: Regular support | We stay at your side, month after month.
        item: A second look | You have something already? We check it with you.
        item: For companies | The same care, for your team and your customers.
        shot: The place where we work
        shot: A job in progress
        shot: A finished piece
        shot: The tools of the trade
        step: Tell us about it | A few lines are enough for a start.
        step: We make a proposal | With a clear scope and a clear price.
        step: We get it done | And you hear from us along the way.
        question: How do we start? | Send us a message and tell us what you need. We answer within [[answer time]].
        question: What does it cost? | It depends on what you need. You get a price before anything begins.
        question: How long does it take? | Usually [[usual duration]]. We agree on a date with you.
        question: Can I change my mind? | Of course. Tell us early, and we will find a way.
        event: Open day | Come in, look around and ask anything.
        event: A short workshop | Learn the basics in good company.
        event: Ask us live | Bring your questions, and we will bring coffee.
        meta: Good work, clearly explained. See what we do, how it works and how to reach us.
        """

    static let portuguese = """
        tagline: Feito com cuidado
        tagline: Um prazer ajudar
        tagline: Perto de você, fácil de achar
        headline: Um bom trabalho, bem explicado
        headline: Você diz o que precisa, nós cuidamos do resto
        headline: A ajuda certa, sem complicação
        headline: Simples e bem feito {in}
        lead: Primeiro ouvimos, depois dizemos o que é possível e então fazemos o que foi combinado. A ideia é só essa.
        lead: Uma resposta direta para a sua pergunta e um resultado em que você pode confiar.
        chip: Quem responde é gente
        chip: Palavras claras, contas claras
        chip: Atenção aos detalhes
        chip: Aqui quando você precisa
        chip: Perguntar não custa nada
        aboutTitle: Quem somos
        aboutTitle: O que importa para nós
        about: Somos uma equipe pequena que gosta de conhecer as pessoas para quem trabalha. Quem responde à sua mensagem é quem faz o serviço.
        about: Um bom trabalho começa com uma boa pergunta. Por isso procuramos entender o que você precisa antes de sugerir qualquer coisa.
        about: Dizemos o que sabemos fazer e também o que não sabemos. Isso poupa o tempo de todos, e é por isso que as pessoas voltam.
        featuresTitle: Por que nos escolhem
        featuresTitle: O que você pode esperar
        feature: Palavras simples | Explicamos de um jeito que ajuda você a decidir.
        feature: Uma pessoa só | Da primeira mensagem à última, você fala com a mesma.
        feature: Capricho nos detalhes | As coisas pequenas são as que se notam depois.
        feature: Promessa cumprida | Se dissemos um dia, é naquele dia.
        feature: Do seu jeito | Nenhum pedido é igual ao outro, e nenhuma resposta também.
        item: Primeira conversa | Entendemos o que você precisa, e você conhece a gente.
        item: Pacote padrão | O que a maioria precisa, com preço fechado.
        item: Sob medida | Algo só seu, planejado em conjunto.
        item: Expresso | Para quando tem que ser logo.
        item: Acompanhamento | Ficamos ao seu lado, mês após mês.
        item: Segunda opinião | Já tem algo pronto? Revisamos com você.
        item: Para empresas | O mesmo cuidado para a sua equipe e os seus clientes.
        shot: O lugar onde trabalhamos
        shot: Um trabalho em andamento
        shot: Uma peça pronta
        shot: As ferramentas do ofício
        step: Conte para nós | Algumas linhas bastam para começar.
        step: Fazemos uma proposta | Com escopo claro e preço claro.
        step: Mãos à obra | E você recebe notícias durante o caminho.
        question: Como começamos? | Mande uma mensagem e diga o que precisa. Respondemos em até [[prazo de resposta]].
        question: Quanto custa? | Depende do que você precisa. O preço vem antes de qualquer começo.
        question: Quanto tempo leva? | Em geral [[prazo habitual]]. Combinamos a data com você.
        question: Posso mudar de ideia? | Claro. Avise cedo, e damos um jeito.
        event: Portas abertas | Entre, olhe e pergunte o que quiser.
        event: Oficina rápida | Aprenda o básico em boa companhia.
        event: Pergunte ao vivo | Traga as dúvidas, o café é por nossa conta.
        meta: Um bom trabalho, bem explicado. Veja o que fazemos, como funciona e como falar com a gente.
        """

    static let spanish = """
        tagline: Hecho con cuidado
        tagline: Un placer ayudarte
        tagline: Cerca de ti y fácil de encontrar
        headline: Un buen trabajo, bien explicado
        headline: Tú nos dices lo que necesitas y nosotros nos ocupamos
        headline: La ayuda justa, sin complicaciones
        headline: Sencillo y bien hecho {in}
        lead: Primero escuchamos, luego te decimos lo que es posible y después hacemos lo que dijimos. La idea es esa.
        lead: Una respuesta clara a tu pregunta y un resultado en el que puedes confiar.
        chip: Responde una persona
        chip: Palabras claras, cuentas claras
        chip: Cuidado en los detalles
        chip: Cuando nos necesitas
        chip: Preguntar no compromete a nada
        aboutTitle: Quiénes somos
        aboutTitle: Lo que nos importa
        about: Somos un equipo pequeño al que le gusta conocer a la gente para la que trabaja. La persona que responde a tu mensaje es la que hace el trabajo.
        about: Un buen trabajo empieza con una buena pregunta. Por eso procuramos entender lo que necesitas antes de proponerte nada.
        about: Decimos lo que sabemos hacer y también lo que no. Ahorra tiempo, y es la razón por la que la gente vuelve.
        featuresTitle: Por qué nos eligen
        featuresTitle: Qué puedes esperar
        feature: Palabras sencillas | Te lo explicamos para que puedas decidir.
        feature: Una sola persona | Del primer mensaje al último, hablas con la misma.
        feature: Mimo en los detalles | Las cosas pequeñas son las que se notan después.
        feature: La palabra, cumplida | Si decimos un día, es ese día.
        feature: A tu medida | No hay dos encargos iguales, y las respuestas tampoco lo son.
        item: Primera conversación | Entendemos lo que necesitas y nos conoces.
        item: El paquete habitual | Lo que necesita la mayoría, con un precio cerrado.
        item: A medida | Algo solo tuyo, pensado en común.
        item: Urgente | Para cuando tiene que ser pronto.
        item: Acompañamiento | Seguimos a tu lado, mes a mes.
        item: Segunda opinión | ¿Ya tienes algo hecho? Lo revisamos contigo.
        item: Para empresas | El mismo cuidado, para tu equipo y tus clientes.
        shot: El lugar en el que trabajamos
        shot: Un encargo en marcha
        shot: Una pieza terminada
        shot: Las herramientas del oficio
        step: Cuéntanoslo | Con unas líneas basta para empezar.
        step: Te hacemos una propuesta | Con el alcance y el precio claros.
        step: Manos a la obra | Y te damos noticias por el camino.
        question: ¿Cómo empezamos? | Mándanos un mensaje con lo que necesitas. Respondemos en [[plazo de respuesta]].
        question: ¿Cuánto cuesta? | Depende de lo que necesites. El precio lo tienes antes de empezar.
        question: ¿Cuánto se tarda? | Por lo general, [[plazo habitual]]. La fecha la acordamos contigo.
        question: ¿Puedo cambiar de idea? | Claro. Avisa pronto y buscamos la manera.
        event: Puertas abiertas | Entra, mira y pregunta lo que quieras.
        event: Un taller corto | Aprende lo básico en buena compañía.
        event: Preguntas en directo | Trae las dudas, que el café lo ponemos nosotros.
        meta: Un buen trabajo, bien explicado. Mira lo que hacemos, cómo funciona y cómo hablar con nosotros.
        """
}
