/// Copy for a practice or clinic: careful, with no promise of a cure.
enum ClinicCopy {
    static let english = """
        noun: Clinic
        tagline: Time to listen
        tagline: Care, clearly explained
        tagline: In good hands
        headline: Care that begins with listening
        headline: Your health, in plain words
        headline: Good care, and the time it needs
        headline: Your practice {in}
        lead: We take the time to understand what troubles you, explain what we see and decide the next step with you.
        lead: A calm place, clear words and a team that knows your history.
        chip: Plain explanations
        chip: Short waiting times are the aim
        chip: Step-free access on request
        chip: Second opinions welcome
        chip: Appointments by message
        aboutTitle: How we see our work
        aboutTitle: A practice with patience
        about: Most appointments begin with a question and an open ear. Only then do we examine, and only then do we advise.
        about: We say what we know, what we suspect and what we would still like to find out. You decide together with us.
        about: The same faces, as far as possible, from the front desk to the follow-up. It makes everything easier.
        featuresTitle: What matters to us
        featuresTitle: What you can expect from us
        feature: We explain everything | Before, during and after, in words without Latin.
        feature: You decide | We lay out the options, with their costs and their limits.
        feature: Time that is planned | Appointments long enough to ask your questions.
        feature: Discretion | What you tell us stays with us.
        feature: Looking after you later | We ask how it went, and what comes next.
        servicesTitle: What we can help with
        servicesTitle: Our services
        servicesNote: Tell us what it is about when you book, so that we plan enough time.
        itemsTitle: Services and prices
        itemsNote: What your insurance covers depends on your plan. Ask us before the appointment.
        item: First appointment | Getting to know you, your history and your question.
        item: Check-up | A calm look at everything, with a clear summary.
        item: Treatment | Planned with you, in steps you can follow.
        item: Follow-up | To see how it is going, and adjust.
        item: Second opinion | Bring your papers, and we look at them together.
        item: Prevention | What you can do before anything hurts.
        item: Children's appointment | With time, toys and honest answers.
        galleryTitle: Our rooms
        shot: The reception
        shot: A treatment room
        shot: The waiting room by the window
        shot: The team in conversation
        stepsTitle: Your first visit
        step: Make an appointment | Tell us briefly what it is about.
        step: Talk and examine | We listen first and look second.
        step: Decide together | You leave with a plan you understand.
        question: What should I bring? | Your insurance card, earlier results and a list of your medicines.
        question: How soon can I come? | Usually within [[waiting time]]. In an emergency, call [[emergency number]].
        question: Can I cancel? | Yes, please tell us at least [[cancellation period]] before.
        question: Do you accept my insurance? | We work with [[insurers]]. Ask us about yours.
        event: Information evening | Your questions, answered without a white coat.
        event: Prevention day | Short checks and good advice.
        event: Course for parents | What helps at home, and when to call.
        role: Practitioner | Listens first.
        role: Reception | Finds you a time that works.
        role: Assistant | At your side in the room.
        meta: A practice that listens first and explains in plain words. See our services, your first visit and how to make an appointment.
        """

    static let portuguese = """
        noun: Clínica
        tagline: Tempo para ouvir
        tagline: Cuidado bem explicado
        tagline: Você em boas mãos
        headline: O cuidado começa por ouvir
        headline: Sua saúde em palavras simples
        headline: Bom cuidado, com o tempo que ele pede
        headline: Sua clínica {in}
        lead: Procuramos entender o que incomoda você, explicamos o que vemos e decidimos juntos o próximo passo.
        lead: Um lugar calmo, palavras claras e uma equipe que conhece a sua história.
        chip: Explicações simples
        chip: Pouca espera é a nossa meta
        chip: Acesso adaptado, é só pedir
        chip: Segunda opinião é bem-vinda
        chip: Consultas por mensagem
        aboutTitle: Como vemos o nosso trabalho
        aboutTitle: Uma clínica com paciência
        about: A maioria das consultas começa com uma pergunta e um ouvido atento. Só depois examinamos, e só depois aconselhamos.
        about: Dizemos o que sabemos, o que suspeitamos e o que ainda queremos descobrir. A decisão é sua, junto com a gente.
        about: Os mesmos rostos, na medida do possível, da recepção ao retorno. Isso deixa tudo mais fácil.
        featuresTitle: O que importa para nós
        featuresTitle: O que você pode esperar
        feature: Explicamos tudo | Antes, durante e depois, sem palavras difíceis.
        feature: Você decide | Mostramos as opções, com os custos e os limites.
        feature: Tempo planejado | Consultas longas o bastante para as suas perguntas.
        feature: Discrição | O que você conta fica com a gente.
        feature: Cuidado depois | Perguntamos como foi e o que vem a seguir.
        servicesTitle: Em que podemos ajudar
        servicesTitle: Nossos atendimentos
        servicesNote: Ao agendar, diga do que se trata, para reservarmos o tempo certo.
        itemsTitle: Atendimentos e preços
        itemsNote: A cobertura depende do seu plano. Pergunte antes da consulta.
        item: Primeira consulta | Para conhecer você, o seu histórico e a sua dúvida.
        item: Avaliação | Um olhar calmo sobre tudo, com um resumo claro.
        item: Tratamento | Planejado com você, em passos que dá para seguir.
        item: Retorno | Para ver como vai e ajustar.
        item: Segunda opinião | Traga os exames, e olhamos juntos.
        item: Prevenção | O que fazer antes de doer.
        item: Consulta infantil | Com tempo, brinquedos e respostas honestas.
        galleryTitle: Nosso espaço
        shot: A recepção
        shot: Uma sala de atendimento
        shot: A espera junto da janela
        shot: A equipe em conversa
        stepsTitle: Sua primeira visita
        step: Marque um horário | Diga em poucas palavras do que se trata.
        step: Conversa e exame | Primeiro ouvimos, depois olhamos.
        step: Decisão conjunta | Você sai com um plano que entende.
        question: O que devo levar? | A carteirinha do plano, exames anteriores e a lista dos seus remédios.
        question: Em quanto tempo consigo um horário? | Em geral em [[prazo de espera]]. Em emergências, ligue para [[número de emergência]].
        question: Posso desmarcar? | Pode, e pedimos um aviso de [[prazo de cancelamento]].
        question: Aceitam o meu plano? | Trabalhamos com [[planos aceitos]]. Pergunte pelo seu.
        event: Noite de informação | Suas dúvidas, respondidas sem jaleco.
        event: Dia da prevenção | Exames rápidos e bons conselhos.
        event: Curso para pais | O que ajuda em casa e quando ligar.
        role: Atendimento clínico | Primeiro, escuta.
        role: Recepção | Encontra um horário que dá certo.
        role: Assistência | Do seu lado na sala.
        meta: Uma clínica que primeiro ouve e explica em palavras simples. Veja os atendimentos, a primeira visita e como marcar.
        """

    static let spanish = """
        noun: Clínica
        tagline: Tiempo para escuchar
        tagline: La atención, bien explicada
        tagline: En buenas manos
        headline: Cuidar empieza por escuchar
        headline: Tu salud, en palabras sencillas
        headline: Buena atención, con el tiempo que pide
        headline: Tu clínica {in}
        lead: Nos tomamos el tiempo de entender lo que te pasa, te explicamos lo que vemos y decidimos contigo el siguiente paso.
        lead: Un lugar tranquilo, palabras claras y un equipo que conoce tu historia.
        chip: Explicaciones sencillas
        chip: Esperas cortas, esa es la meta
        chip: Acceso adaptado, si lo pides
        chip: Segundas opiniones
        chip: Citas por mensaje
        aboutTitle: Cómo entendemos el oficio
        aboutTitle: Una consulta con paciencia
        about: La mayoría de las citas empiezan con una pregunta y un oído atento. Solo después exploramos y solo después aconsejamos.
        about: Decimos lo que sabemos, lo que sospechamos y lo que aún queremos averiguar. La decisión la tomas tú, con nosotros.
        about: Las mismas caras, en lo posible, de la recepción a la revisión. Hace que lo demás sea más fácil.
        featuresTitle: Lo que nos importa
        featuresTitle: Qué puedes esperar de la consulta
        feature: Te lo explicamos | Antes, durante y después, sin palabras raras.
        feature: Decides tú | Te mostramos las opciones, con los costes y los límites.
        feature: El tiempo, previsto | Citas con espacio para las preguntas.
        feature: Discreción | Lo que cuentas se queda en la consulta.
        feature: Seguimiento | Preguntamos cómo ha ido y qué viene luego.
        servicesTitle: En qué podemos ayudarte
        servicesTitle: Lo que atendemos
        servicesNote: Al pedir la cita, dinos de qué se trata para reservar el tiempo justo.
        itemsTitle: Servicios y precios
        itemsNote: La cobertura depende de tu seguro. Pregúntanos antes de la cita.
        item: Primera consulta | Para conocerte, ver la historia y la pregunta que traes.
        item: Revisión | Una mirada tranquila, con un resumen claro.
        item: Tratamiento | Planeado contigo, en pasos que se entienden.
        item: Seguimiento de la evolución | Para ver cómo va y ajustar.
        item: Segunda opinión | Trae los informes y los vemos juntos.
        item: Prevención | Lo que se puede hacer antes de que duela.
        item: Consulta infantil | Con tiempo, juguetes y respuestas sinceras.
        galleryTitle: Las salas
        shot: La recepción
        shot: Una sala de consulta
        shot: La espera junto a la ventana
        shot: El equipo en una reunión
        stepsTitle: Tu primera visita
        step: Pide una cita | Dinos en pocas palabras de qué se trata.
        step: Hablar y explorar | Primero escuchamos y luego miramos.
        step: Decidir juntos | Te vas con un plan que entiendes.
        question: ¿Qué tengo que llevar? | La tarjeta del seguro, los informes anteriores y la lista de tus medicinas.
        question: ¿Cuándo me podéis ver? | Por lo general, en [[plazo de espera]]. En una urgencia, llama al [[número de urgencias]].
        question: ¿Puedo anular la cita? | Sí, con [[plazo de anulación]] de antelación, por favor.
        question: ¿Aceptáis mi seguro? | Trabajamos con [[aseguradoras]]. Pregúntanos por el tuyo.
        event: Tarde informativa | Tus preguntas, respondidas sin bata.
        event: Día de la prevención | Pruebas cortas y buenos consejos.
        event: Curso para familias | Lo que ayuda en casa y cuándo llamar.
        role: Consulta | Lo primero, escucha.
        role: Recepción | Encuentra la hora que te viene bien.
        role: Asistencia | A tu lado en la sala.
        meta: Una consulta que primero escucha y lo explica en palabras sencillas. Mira los servicios, la primera visita y cómo pedir una cita.
        """
}
