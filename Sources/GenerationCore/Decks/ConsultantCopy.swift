/// Copy for a consultant, adviser, lawyer, accountant or coach.
enum ConsultantCopy {
    static let english = """
        noun: Consultant
        tagline: Clear advice, kept simple
        tagline: Think first, then act
        tagline: A second pair of eyes
        headline: Hard questions, clear answers
        headline: Less guessing, better decisions
        headline: Someone to think it through with
        headline: Clear advice {in}
        lead: We help you see what the problem really is, what it would take to solve it, and what to leave alone.
        lead: Advice in plain words, with a plan you can act on the next morning.
        chip: Plain language
        chip: A plan on one page
        chip: Fixed scope, fixed price
        chip: Confidential by habit
        chip: No slides for their own sake
        aboutTitle: How we think
        aboutTitle: What we believe about advice
        about: Good advice is short. It took a long time to get there, but what you receive fits on a page and can be read by everybody who needs it.
        about: We say no to work that we are not the right people for, and tell you who would be better. It keeps the rest of our work honest.
        about: We would rather leave you with a skill than with a dependency. When we are done, you should be able to go on without us.
        featuresTitle: Why work with us
        featuresTitle: What you can rely on
        feature: We listen longer | Most of the answer is in how you tell the story.
        feature: Numbers that are explained | So that you can defend them when we are not in the room.
        feature: A clear end | Every project has a date and a result that we agree on first.
        feature: Straight talk | Also when it is not what you hoped to hear.
        feature: Senior hands only | The person you meet is the person who does the work.
        servicesTitle: How we can work together
        servicesTitle: What we do
        servicesNote: Start small. It is the best way to find out whether we fit.
        itemsTitle: Formats and prices
        itemsNote: Every offer has a fixed price that you know before we begin.
        item: First conversation | We find out whether we are the right ones for it.
        item: A day to sort things out | One topic, one room, one plan by the evening.
        item: Review | We read what you have and tell you what we see.
        item: Project | From question to result, with a clear end.
        item: Ongoing advice | A fixed slot for whatever comes up.
        item: Workshop | For teams that need to agree on something.
        item: Training | So that you can do it without us the next time.
        galleryTitle: At work
        shot: A workshop wall full of notes
        shot: A conversation at the table
        shot: The plan on one page
        shot: Notes from the first day
        stepsTitle: How we work
        step: Understand | We ask until the question is the right one.
        step: Propose | You get options, with what they cost and what they bring.
        step: Carry it out | With you, until it stands on its own.
        question: What does the first conversation cost? | [[first conversation fee]]. It helps both of us to decide.
        question: How quickly can you start? | Usually within [[lead time]]. Tell us if it is urgent.
        question: Do you work remotely? | Yes, and on site when it matters.
        question: Who will I be working with? | With the person you talk to at the start.
        question: Is what I tell you confidential? | Yes. We are happy to sign an agreement first.
        event: Open office hour | Bring a question, and leave with an idea.
        event: Short talk | What we learned from a recent project.
        event: Workshop day | One topic, a small group and a result.
        role: Lead adviser | Asks the question that everyone avoided.
        role: Analysis | Makes the numbers speak plainly.
        role: Coordination | Keeps dates, promises and minutes.
        meta: Advice in plain words, with a plan you can act on. See how we work, what we do and how to start a conversation.
        """

    static let portuguese = """
        noun: Consultoria
        tagline: Conselho claro e simples
        tagline: Pensar antes, agir depois
        tagline: Um segundo olhar
        headline: Perguntas difíceis, respostas claras
        headline: Menos palpite, decisões melhores
        headline: Alguém para pensar junto com você
        headline: Conselho claro {in}
        lead: Ajudamos você a ver qual é de fato o problema, o que seria preciso para resolver e o que é melhor deixar quieto.
        lead: Conselho em palavras simples, com um plano que dá para seguir já na manhã seguinte.
        chip: Linguagem simples
        chip: Um plano em uma página
        chip: Escopo e preço fechados
        chip: Sigilo por hábito
        chip: Sem slides à toa
        aboutTitle: Como pensamos
        aboutTitle: O que achamos de um bom conselho
        about: Um bom conselho é curto. Levou tempo para chegar lá, mas o que você recebe cabe em uma página e pode ser lido por todos.
        about: Recusamos o trabalho para o qual não somos os certos, e dizemos quem seria melhor. Isso mantém honesto o resto do que fazemos.
        about: Preferimos deixar uma habilidade a deixar uma dependência. No fim, você deve poder seguir sem a gente.
        featuresTitle: Por que trabalhar com a gente
        featuresTitle: Em que você pode confiar
        feature: Ouvimos por mais tempo | Boa parte da resposta está no jeito como você conta.
        feature: Números explicados | Para que você possa defendê-los sem a nossa presença.
        feature: Um fim claro | Cada projeto tem data e resultado combinados antes.
        feature: Conversa franca | Também quando não é o que você esperava ouvir.
        feature: Gente experiente | Quem conversa com você é quem faz o trabalho.
        servicesTitle: Como podemos trabalhar juntos
        servicesTitle: O que fazemos
        servicesNote: Comece pequeno. É a melhor forma de saber se combinamos.
        itemsTitle: Formatos e preços
        itemsNote: Cada proposta tem um preço fechado, que você conhece antes do começo.
        item: Primeira conversa | Para saber se somos os certos para isso.
        item: Um dia para organizar | Um tema, uma sala e um plano até o fim da tarde.
        item: Revisão | Lemos o que você tem e dizemos o que vemos.
        item: Projeto | Da pergunta ao resultado, com um fim claro.
        item: Acompanhamento | Um horário fixo para o que aparecer.
        item: Oficina | Para equipes que precisam chegar a um acordo.
        item: Formação | Para você fazer sem a gente na próxima vez.
        galleryTitle: No trabalho
        shot: Uma parede cheia de ideias
        shot: Uma conversa à mesa
        shot: O plano em uma página
        shot: As notas do primeiro dia
        stepsTitle: Como trabalhamos
        step: Entender | Perguntamos até a pergunta ser a certa.
        step: Propor | Você recebe opções, com o custo e o ganho de cada uma.
        step: Realizar | Com você, até que ande sozinho.
        question: Quanto custa a primeira conversa? | [[valor da primeira conversa]]. Ela ajuda os dois lados a decidir.
        question: Em quanto tempo começam? | Em geral em [[prazo de início]]. Se for urgente, avise.
        question: Atendem a distância? | Atendemos, e também no local quando faz diferença.
        question: Com quem vou trabalhar? | Com a pessoa com quem você falou no começo.
        question: O que eu contar fica em sigilo? | Fica. Podemos assinar um acordo antes.
        event: Hora aberta | Traga uma pergunta e saia com uma ideia.
        event: Palestra curta | O que aprendemos em um projeto recente.
        event: Dia de oficina | Um tema, um grupo pequeno e um resultado.
        role: Direção | Faz a pergunta que todos evitavam.
        role: Análise | Põe os números para falar claro.
        role: Coordenação | Cuida das datas, das promessas e das atas.
        meta: Conselho em palavras simples, com um plano que dá para seguir. Veja como trabalhamos, o que fazemos e como começar.
        """

    static let spanish = """
        noun: Consultoría
        tagline: Consejos claros y sencillos
        tagline: Primero pensar, luego actuar
        tagline: Una segunda mirada
        headline: Preguntas difíciles, respuestas claras
        headline: Menos intuición, mejores decisiones
        headline: Alguien con quien pensarlo a fondo
        headline: Consejos claros {in}
        lead: Te ayudamos a ver cuál es de verdad el problema, qué haría falta para resolverlo y qué conviene dejar en paz.
        lead: Consejos en palabras sencillas, con un plan que se puede empezar a la mañana siguiente.
        chip: En lenguaje llano
        chip: Un plan en una página
        chip: Alcance y precio cerrados
        chip: Confidencial por costumbre
        chip: Sin diapositivas de relleno
        aboutTitle: Cómo pensamos
        aboutTitle: Lo que creemos de un buen consejo
        about: Un buen consejo es corto. Ha llevado tiempo llegar a él, pero lo que recibes cabe en una página y lo entiende quien lo necesita.
        about: Decimos que no al trabajo para el que no somos los adecuados y te contamos quién lo haría mejor. Así el resto sigue siendo honesto.
        about: Preferimos dejarte una destreza antes que una dependencia. Al acabar, tienes que poder seguir sin nosotros.
        featuresTitle: Por qué trabajar con nosotros
        featuresTitle: En qué puedes confiar
        feature: Escuchamos más rato | La mayor parte de la respuesta está en cómo lo cuentas.
        feature: Cifras explicadas | Para que las defiendas cuando no estemos en la sala.
        feature: Un final claro | Cada proyecto tiene una fecha y un resultado que acordamos antes.
        feature: Con franqueza | También cuando no es lo que esperabas oír.
        feature: Gente con oficio | La persona que conoces es la que hace el trabajo.
        servicesTitle: Cómo podemos trabajar juntos
        servicesTitle: Lo que hacemos
        servicesNote: Empieza por poco. Es la mejor manera de saber si encajamos.
        itemsTitle: Formatos y precios
        itemsNote: Cada propuesta tiene un precio cerrado que conoces antes de empezar.
        item: Primera conversación | Para saber si somos los adecuados.
        item: Un día para poner orden | Un tema, una sala y un plan al final de la tarde.
        item: Revisión | Leemos lo que tienes y te decimos lo que vemos.
        item: Proyecto | De la pregunta al resultado, con un final claro.
        item: Acompañamiento | Un hueco fijo para lo que vaya surgiendo.
        item: Taller | Para equipos que necesitan ponerse de acuerdo.
        item: Formación | Para que la próxima vez lo hagas sin nosotros.
        galleryTitle: En plena faena
        shot: Una pared llena de notas
        shot: Una conversación en la mesa
        shot: El plan en una página
        shot: Las notas del primer día
        stepsTitle: Cómo trabajamos
        step: Entender | Preguntamos hasta dar con la pregunta buena.
        step: Proponer | Recibes opciones, con lo que cuestan y lo que aportan.
        step: Llevarlo a cabo | Contigo, hasta que se sostenga solo.
        question: ¿Cuánto cuesta la primera conversación? | [[precio de la primera conversación]]. Ayuda a las dos partes a decidir.
        question: ¿Cuándo podéis empezar? | Por lo general, en [[plazo de inicio]]. Si es urgente, dilo.
        question: ¿Trabajáis a distancia? | Sí, y en persona cuando importa.
        question: ¿Con quién voy a trabajar? | Con la persona con la que hablas al principio.
        question: ¿Es confidencial lo que cuento? | Sí. Si quieres, firmamos antes un acuerdo.
        event: Hora abierta | Trae una pregunta y vete con una idea.
        event: Charla breve | Lo que aprendimos en un proyecto reciente.
        event: Día de taller | Un tema, un grupo pequeño y un resultado.
        role: Dirección | Hace la pregunta que los demás evitaban.
        role: Análisis | Pone las cifras a hablar claro.
        role: Coordinación | Cuida las fechas, las promesas y las actas.
        meta: Consejos en palabras sencillas, con un plan que se puede empezar mañana. Mira cómo trabajamos y cómo iniciar la conversación.
        """
}
