/// Copy for a yoga, pilates or meditation studio.
enum YogaCopy {
    static let english = """
        noun: Yoga studio
        tagline: Breathe in, breathe out, begin
        tagline: A quiet hour in a loud week
        tagline: Room to move, room to rest
        headline: Find an hour that belongs to you
        headline: Move slowly, feel better
        headline: Leave your shoes, and your day, at the door
        headline: A quiet place {in}
        lead: Small classes for beginners and for bodies with a history, taught with patience and a sense of humour.
        lead: Come as you are. We bring the mats, the blankets and a calm voice; you bring your breath.
        chip: Beginners are welcome
        chip: Mats are here for you
        chip: Small groups
        chip: A trial class for newcomers
        chip: No mirrors on the walls
        aboutTitle: A studio without pressure
        aboutTitle: How we practise
        about: Nobody here will ask you to touch your toes. We teach you to notice what your body can do today, and to stop there with a good conscience.
        about: The room is warm, the light is soft and the phones stay outside. For a little while there is nothing to answer and nobody to impress.
        about: Some come to get stronger, some to sleep better and some for the silence at the end. All of them are right.
        featuresTitle: What you can expect
        featuresTitle: Why it works
        feature: Groups you can hear yourself in | Small enough for the teacher to know your name and your knees.
        feature: A way for every body | Each posture comes with an easier one and a harder one.
        feature: Nothing to buy first | Mats, blocks and blankets are ready when you come.
        feature: Breath before shape | We begin with what carries you through the rest of the day.
        feature: Stillness included | Every class ends with a few minutes of doing nothing at all.
        servicesTitle: Classes and courses
        itemsTitle: Ways to join in
        itemsTitle: Passes and prices
        itemsNote: Start with one class, and decide afterwards.
        itemsNote: Choose what fits your week. You can change later.
        item: Trial class | One class to see whether we suit each other.
        item: Single class | Come when you can, and leave it at that.
        item: Class card | Several classes, to use at your own pace.
        item: Monthly pass | For those who want to make it a habit.
        item: Private lesson | One teacher, one student, your questions.
        item: Beginners' course | From the first breath on, step by step.
        item: Class at work | We come to your team, with mats.
        galleryTitle: The room
        shot: The studio in morning light
        shot: A class in child's pose
        shot: Blankets and blocks on the shelf
        shot: Tea after class
        stepsTitle: Your first class
        step: Choose a class | Anything marked for beginners is a good start.
        step: Come a little early | Time to change, to arrive and to say hello.
        step: Roll out a mat | We guide you through the rest.
        question: I have never done yoga. Can I come? | Please do. Many of our students started here, stiff and doubtful.
        question: What should I bring? | Clothes you can move in. The rest is here.
        question: I have a bad back. Is that a problem? | Tell the teacher before class. For pain or an injury, ask your doctor first.
        question: Can I cancel a class? | Yes, up to [[cancellation period]] before it starts.
        eventsTitle: Classes this week
        event: Gentle morning | A slow start with stretching and breath.
        event: Flow after work | More movement, more heat, a good night's sleep.
        event: Restorative evening | Long, supported poses and a lot of blankets.
        role: Teacher, flow | Links breath and movement, with clear words.
        role: Teacher, restorative | Knows a hundred uses for a blanket.
        role: Teacher, beginners | Patient with stiff hips and big questions.
        meta: Small yoga classes for beginners and regulars, with patience and a sense of humour. See classes, passes and how to start.
        """

    static let portuguese = """
        noun: Estúdio de ioga
        tagline: Inspire, solte o ar, comece
        tagline: Uma hora de silêncio na semana
        tagline: Espaço para mover e para descansar
        headline: Uma hora do dia que é só sua
        headline: Mova-se devagar, sinta-se melhor
        headline: Deixe os sapatos e o dia do lado de fora
        headline: Um lugar de calma {in}
        lead: Turmas pequenas para quem está começando e para corpos com história, com paciência e bom humor.
        lead: Venha do jeito que está. Nós trazemos o tapete, a manta e a voz tranquila; você traz a respiração.
        chip: Iniciantes são bem-vindos
        chip: Tapetes por nossa conta
        chip: Turmas pequenas
        chip: Aula para experimentar
        chip: Sem espelhos na sala
        aboutTitle: Um estúdio sem cobrança
        aboutTitle: Como praticamos
        about: Ninguém aqui vai pedir que você toque os pés. O que ensinamos é perceber o que o corpo pode hoje, e parar ali com a consciência tranquila.
        about: A sala é morna, a luz é suave e o celular fica do lado de fora. Por um tempo não há nada a responder nem ninguém a impressionar.
        about: Uns vêm para ganhar força, outros para dormir melhor e outros pelo silêncio do final. Todos têm razão.
        featuresTitle: O que você encontra
        featuresTitle: Por que funciona
        feature: Turmas em que dá para se ouvir | Pequenas o bastante para o professor saber o seu nome e o do seu joelho.
        feature: Um caminho para cada corpo | Cada postura tem uma versão mais fácil e outra mais exigente.
        feature: Nada para comprar antes | Tapetes, blocos e mantas esperam por você.
        feature: Primeiro a respiração | Começamos pelo que sustenta o resto do seu dia.
        feature: Pausa incluída | Toda aula termina com alguns minutos sem fazer nada.
        servicesTitle: Aulas e cursos
        itemsTitle: Formas de participar
        itemsTitle: Planos e preços
        itemsNote: Comece com uma aula e decida depois.
        itemsNote: Escolha o que cabe na sua semana. Dá para mudar mais tarde.
        item: Aula experimental | Uma aula para ver se combinamos.
        item: Aula avulsa | Venha quando puder, sem compromisso.
        item: Pacote de aulas | Várias aulas, para usar no seu ritmo.
        item: Plano mensal | Para quem quer criar o hábito.
        item: Aula particular | Um professor, um aluno e as suas dúvidas.
        item: Curso para iniciantes | Da primeira respiração em diante, com calma.
        item: Aula na empresa | Vamos até a sua equipe e levamos os tapetes.
        galleryTitle: A nossa sala
        shot: O estúdio com a luz da manhã
        shot: A turma em repouso
        shot: Mantas e blocos na estante
        shot: O chá depois da aula
        stepsTitle: Sua primeira aula
        step: Escolha uma turma | Qualquer uma para iniciantes é um bom começo.
        step: Chegue um pouco antes | Tempo para trocar de roupa, respirar e dizer oi.
        step: Estenda o tapete | Do resto cuidamos juntos.
        question: Nunca fiz ioga. Posso ir? | Pode e deve. Muitos alunos começaram aqui, travados e desconfiados.
        question: O que preciso levar? | Uma roupa confortável. O resto está no estúdio.
        question: Tenho dor nas costas. E agora? | Avise o professor antes da aula. Se há dor ou lesão, fale primeiro com o seu médico.
        question: Posso desmarcar uma aula? | Pode, até [[prazo de cancelamento]] antes do início.
        eventsTitle: As aulas da semana
        event: Manhã suave | Um começo lento, com alongamento e respiração.
        event: Fluxo depois do trabalho | Mais movimento, mais calor e uma boa noite de sono.
        event: Noite restaurativa | Posturas longas, apoio e muitas mantas.
        role: Professora de fluxo | Une respiração e movimento com palavras claras.
        role: Professor de restaurativa | Conhece cem usos para uma manta.
        role: Professora de iniciantes | Paciente com quadris duros e perguntas grandes.
        meta: Aulas de ioga em turmas pequenas, para iniciantes e para quem já pratica. Veja as aulas, os planos e como começar.
        """

    static let spanish = """
        noun: Estudio de yoga
        tagline: Inspira, suelta, empieza
        tagline: Una hora tranquila en la semana
        tagline: Espacio para moverse y para parar
        headline: Una hora del día que es tuya
        headline: Muévete despacio, siéntete mejor
        headline: Deja los zapatos y el día en la puerta
        headline: Un lugar en calma {in}
        lead: Clases pequeñas para quien empieza y para cuerpos con historia, con paciencia y sentido del humor.
        lead: Ven como estés. Ponemos las esterillas, las mantas y una voz tranquila; tú pones la respiración.
        chip: Para empezar desde cero
        chip: Las esterillas las ponemos
        chip: Grupos pequeños
        chip: Una clase de prueba
        chip: Sin espejos en la sala
        aboutTitle: Un estudio sin exigencias
        aboutTitle: Cómo practicamos
        about: Nadie te va a pedir que te toques los pies. Enseñamos a notar lo que el cuerpo puede hoy y a quedarse ahí con la conciencia tranquila.
        about: La sala está templada, la luz es suave y los teléfonos se quedan fuera. Durante un rato no hay nada que responder ni nadie a quien impresionar.
        about: Unos vienen para ganar fuerza, otros para dormir mejor y otros por el silencio del final. Los tres tienen razón.
        featuresTitle: Lo que vas a encontrar
        featuresTitle: Por qué funciona
        feature: Grupos en los que se te oye | Tan pequeños que el profesor se sabe tu nombre y el de tu rodilla.
        feature: Un camino para cada cuerpo | Cada postura tiene una versión más fácil y otra más difícil.
        feature: Nada que comprar antes | Las esterillas, los bloques y las mantas te esperan en la sala.
        feature: Primero la respiración | Empezamos por lo que te sostiene el resto del día.
        feature: La calma, incluida | La clase acaba con unos minutos de no hacer nada.
        servicesTitle: Clases y cursos
        itemsTitle: Formas de venir
        itemsTitle: Bonos y precios
        itemsNote: Empieza con una clase y decide después.
        itemsNote: Elige lo que cabe en tu semana. Luego se puede cambiar.
        item: Clase de prueba | Una clase para ver si encajamos.
        item: Clase suelta | Ven cuando puedas y ya está.
        item: Bono de clases | Varias clases, para usarlas a tu ritmo.
        item: Cuota mensual | Para quien quiere convertirlo en costumbre.
        item: Clase particular | Un profesor, un alumno y tus preguntas.
        item: Curso de iniciación | Desde la primera respiración, paso a paso.
        item: Clase en la empresa | Vamos con las esterillas a donde está tu equipo.
        galleryTitle: La sala
        shot: El estudio con la luz de la mañana
        shot: La clase en la postura del niño
        shot: Mantas y bloques en el estante
        shot: El té después de la clase
        stepsTitle: Tu primera clase
        step: Elige una clase | Cualquiera de iniciación es un buen comienzo.
        step: Llega un poco antes | Para cambiarte, respirar y saludar.
        step: Extiende la esterilla | Te guiamos en lo demás.
        question: Nunca he hecho yoga. ¿Puedo ir? | Claro que sí. Muchos alumnos empezaron en esta sala, rígidos y con dudas.
        question: ¿Qué tengo que llevar? | Ropa cómoda. Lo demás está en el estudio.
        question: Me duele la espalda. ¿Es un problema? | Díselo al profesor antes de la clase. Si hay dolor o una lesión, consulta primero con tu médico.
        question: ¿Puedo anular una clase? | Sí, hasta [[plazo de anulación]] antes de que empiece.
        eventsTitle: Las clases de la semana
        event: Mañana suave | Un comienzo lento, con estiramientos y respiración.
        event: Flujo al salir del trabajo | Más movimiento, más calor y una buena noche de sueño.
        event: Tarde restaurativa | Posturas largas, con apoyo y con mantas.
        role: Profesora de vinyasa | Une la respiración y el movimiento con palabras claras.
        role: Profesor de restaurativo | Conoce cien usos para una manta.
        role: Profesora de iniciación | Paciente con las caderas rígidas y las grandes preguntas.
        meta: Clases de yoga en grupos pequeños, para empezar y para seguir. Mira las clases, los bonos y cómo dar el primer paso.
        """
}
