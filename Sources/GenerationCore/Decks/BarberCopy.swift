/// Copy for a barber, hairdresser or beauty salon.
enum BarberCopy {
    static let english = """
        noun: Hair salon
        tagline: Good hair, no fuss
        tagline: Sit back, look up
        tagline: Leave lighter than you came
        headline: A good cut starts with a good question
        headline: Sit down, we will take it from there
        headline: Look like yourself, on a good day
        headline: Your chair {in}
        lead: We look, listen and then cut, so that it still sits well when you wash it yourself.
        lead: Cuts, colour and care by hands that know what they are doing, and know when to stop.
        chip: A chat before the scissors
        chip: Cuts for all hair
        chip: Products to match
        chip: A coffee while you wait
        chip: Easy to book
        aboutTitle: A chair, a mirror, some time
        aboutTitle: How we work
        about: Before the first snip we ask how much time you have in the morning. A cut has to fit your life, and not only the photo.
        about: Hair grows at its own pace, and so do ideas. If you are not sure, we start small and take more off the next time.
        about: Talk as much as you like, or not at all. We are good at both.
        featuresTitle: What you can expect
        featuresTitle: Why they keep their chair with us
        feature: Advice that is honest | We say when something will not suit you, and what will.
        feature: Time for you | One appointment, one person, no conveyor belt.
        feature: A cut that grows out well | So that you decide when to come back.
        feature: Gentle colour | Tested first, and explained before we mix it.
        feature: Clean tools | Washed, disinfected and sharp, every time.
        servicesTitle: What we do for your hair
        itemsTitle: Cuts, care and prices
        itemsTitle: The price list
        itemsNote: Long or thick hair can take longer. We tell you before we begin.
        itemsNote: Not sure what you need? Ask for a short consultation.
        item: Cut and finish | Wash, cut, dry and a look from behind.
        item: Clipper cut | Short, even and quick.
        item: Beard trim | Lines, length and a warm towel.
        item: Hot shave | Foam, blade and ten quiet breaths.
        item: Colour | From a gloss to a whole new shade.
        item: Care treatment | For hair that has been through a lot.
        item: Children's cut | With patience, and a good seat.
        item: Styling for an occasion | Weddings, parties and photographs.
        galleryTitle: From the chair
        shot: A cut in progress
        shot: The row of mirrors
        shot: Scissors and combs
        shot: A finished look
        stepsTitle: Your appointment
        step: Pick an hour | By message or by phone.
        step: Tell us what you want | Bring a picture, if you have one.
        step: Lean back | And leave with your head up.
        question: Can I come without an appointment? | If a chair is free, yes. It is safer to book.
        question: What if I am late? | Call us. Up to [[late arrival limit]] we can usually manage.
        question: Do you cut children's hair? | We do, and we take our time with it.
        question: Are your products suitable for sensitive skin? | Ask us. We show you what is in them and test before use.
        event: Beard evening | How to trim, oil and keep it tidy.
        event: Braiding class | For parents with little time in the morning.
        event: Colour day | Advice on shades, free of decisions.
        role: Cuts | Sees the shape before you have sat down.
        role: Colourist | Mixes with patience, explains with pleasure.
        role: Beards and shaves | A steady hand and a warm towel.
        meta: Cuts, colour and care with honest advice and time for you. See the price list, the hours and how to book.
        """

    static let portuguese = """
        noun: Salão
        tagline: Cabelo bom, sem complicação
        tagline: Sente, relaxe, levante a cabeça
        tagline: Saia mais leve do que entrou
        headline: Um bom corte começa com uma boa pergunta
        headline: Sente-se, o resto é com a gente
        headline: Você, num dia bom
        headline: Sua cadeira {in}
        lead: Olhamos, ouvimos e só então cortamos, para que fique bem também quando você lavar em casa.
        lead: Corte, cor e cuidado por mãos que sabem o que fazem, e sabem quando parar.
        chip: Uma conversa antes da tesoura
        chip: Cortes para todo cabelo
        chip: Produtos que combinam
        chip: Um café na espera
        chip: Fácil de agendar
        aboutTitle: Uma cadeira, um espelho, um tempo
        aboutTitle: Como trabalhamos
        about: Antes da primeira tesourada perguntamos quanto tempo você tem de manhã. O corte precisa caber na sua vida, e não só na foto.
        about: O cabelo cresce no ritmo dele, e as ideias também. Se houver dúvida, começamos com pouco e tiramos mais na próxima.
        about: Converse o quanto quiser, ou fique em silêncio. Somos bons nas duas coisas.
        featuresTitle: O que você pode esperar
        featuresTitle: Por que não trocam de cadeira
        feature: Conselho sincero | Dizemos quando algo não vai ficar bem em você, e o que vai.
        feature: Tempo para você | Um horário, uma pessoa e nada de linha de montagem.
        feature: Um corte que cresce bem | Para você decidir quando voltar.
        feature: Cor com cuidado | Testada antes e explicada antes da mistura.
        feature: Ferramenta limpa | Lavada, esterilizada e afiada, sempre.
        servicesTitle: O que fazemos pelo seu cabelo
        itemsTitle: Cortes, cuidados e preços
        itemsTitle: A tabela de preços
        itemsNote: Cabelo comprido ou cheio pode levar mais tempo. Avisamos antes de começar.
        itemsNote: Não sabe o que pedir? Marque uma conversa rápida.
        item: Corte e finalização | Lavar, cortar, secar e conferir no espelho de trás.
        item: Corte à máquina | Curto, parelho e rápido.
        item: Barba | Contorno, comprimento e toalha morna.
        item: Barba na navalha | Espuma, lâmina e um pouco de silêncio.
        item: Coloração | De um brilho a um tom todo novo.
        item: Hidratação | Para o cabelo que já passou por muita coisa.
        item: Corte infantil | Com paciência e um bom assento.
        item: Penteado para ocasiões | Casamentos, festas e fotografias.
        galleryTitle: Da cadeira
        shot: Um corte em andamento
        shot: A fileira de espelhos
        shot: Tesouras e pentes
        shot: O resultado final
        stepsTitle: Seu horário
        step: Marque uma hora | Por mensagem ou por telefone.
        step: Diga o que deseja | Traga uma foto, se tiver.
        step: Relaxe | E saia de cabeça erguida.
        question: Posso ir sem marcar? | Se houver cadeira livre, sim. Marcar é mais seguro.
        question: E se eu me atrasar? | Ligue. Até [[tolerância de atraso]] costumamos dar um jeito.
        question: Cortam cabelo de criança? | Cortamos, e sem pressa.
        question: Os produtos servem para pele sensível? | Pergunte. Mostramos a composição e testamos antes de usar.
        event: Noite da barba | Como aparar, cuidar e manter em ordem.
        event: Aula de tranças | Para quem tem pouco tempo de manhã.
        event: Dia da cor | Conselhos sobre tons, sem compromisso.
        role: Cortes | Vê a forma antes de você se sentar.
        role: Cor | Mistura com paciência e explica com prazer.
        role: Barbas | Mão firme e toalha morna.
        meta: Corte, cor e cuidado com conselho sincero e tempo para você. Veja a tabela de preços, os horários e como agendar.
        """

    static let spanish = """
        noun: Peluquería
        tagline: Buen pelo, sin complicaciones
        tagline: Siéntate y levanta la vista
        tagline: Sal con menos peso del que traías
        headline: Un buen corte empieza con una buena pregunta
        headline: Siéntate, que seguimos nosotros
        headline: Tú, en un buen día
        headline: Tu sillón {in}
        lead: Miramos, escuchamos y luego cortamos, para que siga en su sitio cuando te lo laves en casa.
        lead: Corte, color y cuidado, con manos que saben lo que hacen y saben cuándo parar.
        chip: Una charla antes de las tijeras
        chip: Cortes para cualquier pelo
        chip: Productos a juego
        chip: Un café en la espera
        chip: Reservar es fácil
        aboutTitle: Un sillón, un espejo y un rato
        aboutTitle: Cómo trabajamos
        about: Antes del primer tijeretazo preguntamos cuánto tiempo tienes por la mañana. El corte tiene que caber en tu vida y no solo en la foto.
        about: El pelo crece a su ritmo, y las ideas, al suyo. Si dudas, empezamos por poco y la próxima vez quitamos más.
        about: Habla lo que quieras o no digas nada. Las dos cosas se nos dan bien.
        featuresTitle: Qué puedes esperar
        featuresTitle: Por qué no cambian de sillón
        feature: Un consejo sincero | Te decimos lo que no te va a quedar bien y lo que sí.
        feature: Tiempo para ti | Una cita, una persona y nada de cadena de montaje.
        feature: Un corte que crece bien | Para que decidas tú cuándo volver.
        feature: Color con cuidado | Con una prueba antes y explicado antes de mezclar.
        feature: Herramientas limpias | Lavadas, desinfectadas y afiladas en cada cita.
        servicesTitle: Lo que hacemos por tu pelo
        itemsTitle: Cortes, cuidados y precios
        itemsTitle: La lista de precios
        itemsNote: El pelo largo o muy espeso puede llevar más tiempo. Te lo decimos antes.
        itemsNote: ¿No sabes qué pedir? Reserva una consulta corta.
        item: Corte y acabado | Lavar, cortar, secar y una mirada por detrás.
        item: Corte a máquina | Corto, parejo y rápido.
        item: Arreglo de barba | Líneas, largo y una toalla caliente.
        item: Afeitado a navaja | Espuma, hoja y un rato de silencio.
        item: Color | De un brillo a un tono nuevo.
        item: Tratamiento | Para el pelo que ha pasado por mucho.
        item: Corte infantil | Con paciencia y un buen asiento.
        item: Peinado para una ocasión | Bodas, fiestas y fotografías.
        galleryTitle: Desde el sillón
        shot: Un corte en marcha
        shot: La fila de espejos
        shot: Tijeras y peines
        shot: El resultado
        stepsTitle: Tu cita
        step: Elige una hora | Por mensaje o por teléfono.
        step: Dinos qué quieres | Trae una foto si la tienes.
        step: Relájate | Y sal con la cabeza alta.
        question: ¿Puedo ir sin cita? | Si hay un sillón libre, sí. Con cita es más seguro.
        question: ¿Y si llego tarde? | Llámanos. Hasta [[margen de retraso]] solemos arreglarnos.
        question: ¿Cortáis el pelo a niños? | Sí, y sin prisa.
        question: ¿Los productos sirven para piel sensible? | Pregúntanos. Te enseñamos la composición y hacemos una prueba.
        event: Tarde de barbas | Cómo recortarla, cuidarla y tenerla en orden.
        event: Clase de trenzas | Para quien va justo de tiempo por la mañana.
        event: Día del color | Consejos sobre tonos, sin compromiso.
        role: Cortes | Ve la forma antes de que te sientes.
        role: Colorista | Mezcla con paciencia y lo explica con gusto.
        role: Barbas | El pulso firme y la toalla caliente.
        meta: Corte, color y cuidado, con un consejo sincero y tiempo para ti. Mira la lista de precios, el horario y cómo reservar.
        """
}
