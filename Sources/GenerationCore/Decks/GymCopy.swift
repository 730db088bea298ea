/// Copy for a gym or a sports club.
enum GymCopy {
    static let english = """
        noun: Gym
        tagline: Stronger, one week at a time
        tagline: Train like you mean it
        tagline: Sweat, rest, repeat
        headline: Stronger than last month
        headline: Start where you are, and keep going
        headline: A place to train, not to pose
        headline: Your training {in} starts here
        lead: Free weights, good machines and coaches who look at your form before they look at the load.
        lead: Whether it is your first squat or your best one, we help you plan it, lift it and rack it safely.
        chip: An introduction for newcomers
        chip: Coaches on the floor
        chip: Racks that are free
        chip: Classes and open gym
        chip: No judgement, no mirrors needed
        aboutTitle: A gym for regular people
        aboutTitle: How we train
        about: We believe in small steps that add up. Two good sessions a week, done for a year, beat any miracle plan.
        about: Our coaches learn your name and your knees. They tell you when to add weight, and also when to leave it.
        about: Nobody is watching, and everybody will lend you a hand. That is the kind of room we try to keep.
        featuresTitle: What you get
        featuresTitle: Why people stay
        feature: A plan that is yours | Made for your goals, your week and your old injuries.
        feature: Coaching included | Somebody looks at your form, also when you have not booked them.
        feature: Equipment that works | Clean, looked after and enough for busy evenings.
        feature: Classes for every level | Strength, mobility and conditioning in small groups.
        feature: Progress you can see | We write it down with you, so that you notice it.
        servicesTitle: Ways to train with us
        itemsTitle: Memberships and prices
        itemsTitle: Choose your plan
        itemsNote: No small print. Ask us what fits your week.
        itemsNote: Try it first, sign up afterwards.
        item: Trial session | Meet a coach, see the place and train once.
        item: Open gym | Come whenever we are open and follow your plan.
        item: Classes | Small groups, with a coach in front.
        item: Open gym and classes | All of it, as often as you like.
        item: Personal training | One coach, one hour, your goals.
        item: Student membership | The same gym on a smaller budget.
        item: Team training | For companies and clubs that want to move together.
        galleryTitle: On the floor
        shot: The racks early in the day
        shot: A coach correcting a lift
        shot: A class in full swing
        shot: Chalk on the hands
        stepsTitle: How to start
        step: Come by for a trial | Bring shoes and a towel.
        step: Make a plan | We talk about goals, time and what hurts.
        step: Train | And see us again to adjust it.
        question: I have never lifted anything. Is that fine? | It is the best moment to begin. You learn it right from the start.
        question: What should I bring? | Clean shoes, a towel and something to drink.
        question: Can I pause my membership? | Yes, up to [[pause period]]. A message is enough.
        question: When is it quiet? | In the late morning and early afternoon, usually.
        question: I have an injury. Can I train? | Often, yes. Ask your doctor first, then tell your coach.
        eventsTitle: Classes this week
        event: Strength basics | Squat, press and pull, with time for questions.
        event: Conditioning | Short, hard and over before you regret it.
        event: Mobility | For hips and shoulders that sit all day.
        role: Head coach | Counts your repetitions, and your breaks.
        role: Strength coach | Calm under heavy bars.
        role: Mobility coach | Knows why your hip clicks.
        meta: Free weights, classes and coaches who know your name. See plans, classes and how to start with a trial session.
        """

    static let portuguese = """
        noun: Academia
        tagline: Mais forte, uma semana por vez
        tagline: Treino de verdade
        tagline: Suar, descansar, repetir
        headline: Mais forte do que no mês passado
        headline: Comece de onde você está
        headline: Um lugar para treinar, não para posar
        headline: Seu treino {in} começa aqui
        lead: Pesos livres, bons aparelhos e professores que olham a postura antes da carga.
        lead: Do primeiro agachamento ao melhor da vida, ajudamos você a planejar, levantar e guardar a barra com segurança.
        chip: Aula de boas-vindas
        chip: Professores no salão
        chip: Sem fila nos aparelhos
        chip: Aulas e treino livre
        chip: Sem julgamento
        aboutTitle: Uma academia para gente comum
        aboutTitle: Como treinamos
        about: Acreditamos em passos pequenos que se somam. Dois bons treinos por semana, durante um ano, vencem qualquer plano milagroso.
        about: Nossos professores aprendem o seu nome e o do seu joelho. Dizem quando aumentar a carga, e também quando deixar como está.
        about: Ninguém fica olhando, e todo mundo dá uma mão. É esse o ambiente que tentamos manter.
        featuresTitle: O que você recebe
        featuresTitle: Por que ficam
        feature: Um plano que é seu | Feito para o seu objetivo, a sua semana e as suas lesões antigas.
        feature: Orientação incluída | Alguém corrige a sua postura, mesmo sem hora marcada.
        feature: Equipamento em ordem | Limpo, bem cuidado e suficiente para o fim da tarde.
        feature: Aulas para todos os níveis | Força, mobilidade e fôlego em turmas pequenas.
        feature: Progresso à vista | Anotamos com você, para que dê para perceber.
        servicesTitle: Formas de treinar
        itemsTitle: Planos e preços
        itemsTitle: Escolha o seu plano
        itemsNote: Sem letra miúda. Pergunte qual cabe na sua semana.
        itemsNote: Experimente primeiro, decida depois.
        item: Aula experimental | Conheça um professor, veja o espaço e treine uma vez.
        item: Treino livre | Venha quando estivermos abertos e siga o seu plano.
        item: Aulas em grupo | Turmas pequenas, com professor à frente.
        item: Livre mais aulas | Tudo, quantas vezes quiser.
        item: Personal trainer | Um professor, uma hora e os seus objetivos.
        item: Plano estudante | A mesma academia num orçamento menor.
        item: Treino para equipes | Para empresas e times que querem se mexer juntos.
        galleryTitle: No salão
        shot: Os racks de manhã cedo
        shot: O professor ajustando a postura
        shot: Uma aula em pleno ritmo
        shot: Magnésio nas mãos
        stepsTitle: Como começar
        step: Venha experimentar | Traga tênis e toalha.
        step: Monte o plano | Falamos de metas, tempo e do que dói.
        step: Treine | E volte para a gente ajustar.
        question: Nunca treinei. Tem problema? | É o melhor momento. Você aprende certo desde o começo.
        question: O que devo levar? | Tênis limpo, uma toalha e algo para beber.
        question: Posso pausar o plano? | Pode, por até [[prazo de pausa]]. Basta uma mensagem.
        question: Qual o horário mais vazio? | O fim da manhã e o começo da tarde, em geral.
        question: Tenho uma lesão. Posso treinar? | Muitas vezes, sim. Fale com o seu médico e depois com o professor.
        eventsTitle: As aulas da semana
        event: Força básica | Agachar, empurrar e puxar, com tempo para dúvidas.
        event: Condicionamento | Curto, intenso e acaba antes do arrependimento.
        event: Mobilidade | Para quadris e ombros que passam o dia sentados.
        role: Coordenação | Conta as suas repetições, e as suas pausas.
        role: Força | Calma debaixo de barra pesada.
        role: Professora de mobilidade | Sabe por que o seu quadril estala.
        meta: Pesos livres, aulas e professores que sabem o seu nome. Veja os planos, as aulas e como começar com um treino experimental.
        """

    static let spanish = """
        noun: Gimnasio
        tagline: Más fuerza, semana a semana
        tagline: Entrenar en serio
        tagline: Sudar, descansar, repetir
        headline: Con más fuerza que el mes pasado
        headline: Empieza desde donde estás
        headline: Un sitio para entrenar, no para posar
        headline: Tu entrenamiento {in} empieza aquí
        lead: Peso libre, buenas máquinas y entrenadores que miran la técnica antes que la carga.
        lead: Sea tu primera sentadilla o la mejor, te ayudamos a planearla, levantarla y dejar la barra en su sitio.
        chip: Una sesión de bienvenida
        chip: Entrenadores en la sala
        chip: Sin colas en las máquinas
        chip: Clases y sala libre
        chip: Sin que nadie te juzgue
        aboutTitle: Un gimnasio para gente normal
        aboutTitle: Cómo entrenamos
        about: Creemos en los pasos pequeños que suman. Dos buenas sesiones a la semana, durante un año, ganan a cualquier plan milagro.
        about: Los entrenadores se aprenden tu nombre y el de tu rodilla. Te dicen cuándo subir peso y también cuándo dejarlo estar.
        about: Nadie mira y cualquiera te echa una mano. Ese es el ambiente que cuidamos.
        featuresTitle: Lo que te llevas
        featuresTitle: Por qué se quedan
        feature: Un plan para ti | Según tus objetivos, tu semana y las lesiones de antes.
        feature: Con entrenador | Alguien mira tu técnica, aunque no hayas pedido hora.
        feature: Material que funciona | Limpio, cuidado y suficiente para las tardes.
        feature: Clases de cada nivel | Fuerza, movilidad y fondo en grupos pequeños.
        feature: Un progreso que se ve | Lo apuntamos contigo para que lo notes.
        servicesTitle: Maneras de entrenar
        itemsTitle: Cuotas y precios
        itemsTitle: Elige tu plan
        itemsNote: Sin letra pequeña. Pregunta cuál cabe en tu semana.
        itemsNote: Primero prueba y luego decide.
        item: Sesión de prueba | Conoce a un entrenador, mira la sala y entrena un día.
        item: Sala libre | Ven cuando quieras en el horario y sigue tu plan.
        item: Clases | Grupos pequeños, con un entrenador delante.
        item: Sala y clases | Las dos cosas, las veces que quieras.
        item: Entrenamiento personal | Un entrenador, una hora y tus objetivos.
        item: Cuota de estudiante | El mismo gimnasio con menos gasto.
        item: Entrenamiento de equipos | Para empresas y clubes que quieren moverse juntos.
        galleryTitle: En la sala
        shot: Las jaulas a primera hora
        shot: Un entrenador corrige la técnica
        shot: Una clase a pleno ritmo
        shot: Magnesio en las manos
        stepsTitle: Cómo empezar
        step: Ven a probar | Trae zapatillas y una toalla.
        step: Haz un plan | Hablamos de los objetivos, del tiempo y de lo que duele.
        step: Entrena | Y vuelve a vernos para ajustarlo.
        question: Nunca he levantado nada. ¿Importa? | Es el mejor momento. Lo aprendes bien desde el principio.
        question: ¿Qué llevo? | Zapatillas limpias, una toalla y algo de beber.
        question: ¿Puedo parar la cuota? | Sí, hasta [[plazo de pausa]]. Con un mensaje basta.
        question: ¿Cuándo hay menos gente? | A media mañana y a primera hora de la tarde, por lo general.
        question: Tengo una lesión. ¿Puedo entrenar? | A menudo, sí. Habla antes con tu médico y luego con el entrenador.
        eventsTitle: Las clases de la semana
        event: Fuerza básica | Sentadilla, empuje y tirón, con tiempo para las dudas.
        event: Acondicionamiento | Corto, duro y se acaba antes de que te arrepientas.
        event: Movilidad | Para caderas y hombros que pasan el día en una silla.
        role: Dirección técnica | Te cuenta las repeticiones y los descansos.
        role: Fuerza | La calma debajo de la barra.
        role: Entrenadora de movilidad | Sabe por qué te cruje la cadera.
        meta: Peso libre, clases y entrenadores que se saben tu nombre. Mira las cuotas, las clases y cómo empezar con una sesión de prueba.
        """
}
