/// Phrases that every trade uses, per language. A trade's own deck goes before them.
enum CommonCopy {
    static let english = """
        nav.label: Main
        kind.hero: hero
        kind.header: page header
        kind.footer: footer
        kind.cta: call to action
        kind.testimonials: testimonials
        nav.about: About
        nav.features: Why us
        nav.services: Services
        nav.prices: Prices
        nav.menu: Menu
        nav.gallery: Gallery
        nav.steps: How it works
        nav.events: What's on
        nav.team: Team
        nav.faq: Questions
        nav.hours: Hours
        nav.visit: Find us
        nav.contact: Contact
        placeholder.price: price
        placeholder.hours: opening hours
        placeholder.address: address
        placeholder.phone: phone
        placeholder.email: email
        placeholder.message: messaging number
        placeholder.social: social profile
        placeholder.testimonial: testimonial
        placeholder.customer: customer name
        placeholder.person: name
        placeholder.photo: photo
        placeholder.date: date
        placeholder.time: day and time
        placeholder.business: business name
        placeholder.title: title
        placeholder.text: text
        label.address: Address
        label.phone: Phone
        label.email: Email
        label.message: Message us
        label.social: Follow us
        day.weekdays: Monday to Friday
        day.saturday: Saturday
        day.sunday: Sunday and holidays
        button.order: Place an order
        button.order: Order for pick-up
        button.order: Start your order
        button.book: Book your place
        button.book: Make a booking
        button.book: Choose a time
        button.visit: Plan your visit
        button.visit: Come and see us
        button.visit: Get directions
        button.write: Write to us
        button.write: Start a conversation
        button.write: Tell us what you need
        button.join: Join us
        button.join: Try a first session
        button.join: Become a member
        button.buy: Buy from us
        button.buy: Choose yours
        button.buy: Shop with us
        button.quote: Ask for a quote
        button.quote: Get an estimate
        button.quote: Request your quote
        button.call: Call us
        button.call: Talk to us today
        button.call: Pick up the phone
        more.menu: See the menu
        more.menu: Look at the menu
        more.prices: See the prices
        more.prices: What it costs
        more.gallery: See some pictures
        more.gallery: Have a look around
        more.services: See what we do
        more.services: All our services
        more.events: See what's on
        more.events: Look at the calendar
        more.features: See why
        more.features: What sets us apart
        more.about: Read our story
        more.about: Get to know us
        hoursTitle: When we are open
        hoursTitle: Doors open at these times
        hoursTitle: Come by during these hours
        hoursNote: Holidays can differ, so give us a quick call first.
        hoursNote: If you come from far away, check with us before you set out.
        hoursNote: The last hour of the day is usually the quietest.
        visitTitle: Where to find us
        visitTitle: Drop by and say hello
        visitTitle: Come and visit
        visitTitle: We are easy to find {in}
        visit: Everything you need to reach us, on foot, by bike or by phone.
        visit: Come in person, or ask us first. We are glad to hear from you.
        visit: You are welcome to walk in, and to write or call before you do.
        contactTitle: Let's talk
        contactTitle: Get in touch
        contactTitle: Ask us anything
        contact: Tell us in a few words what you have in mind, and we will get back to you.
        contact: Questions, ideas, odd requests: all of them are welcome here.
        contact: A short message is enough to begin with. We take care of the rest.
        testimonialsTitle: What people say about us
        testimonialsTitle: In the words of our customers
        testimonialsTitle: Kind words
        teamTitle: The people you will meet
        teamTitle: Who looks after you
        teamTitle: Meet the team
        teamNote: A small group with a lot of care for what it does.
        teamNote: Say hello when you see one of us.
        role: Owner | Keeps an eye on everything, and on the details most of all.
        role: Front of house | The first friendly face when you come in.
        role: Behind the scenes | Makes sure that things are ready when you need them.
        faqTitle: Good questions, short answers
        faqTitle: Before you ask
        faqTitle: What people often want to know
        eventsTitle: What is coming up
        eventsTitle: Save the date
        stepsTitle: How it works
        stepsTitle: Three simple steps
        servicesTitle: What we can do for you
        servicesTitle: How we can help
        servicesNote: Pick what you need, or ask us to put something together for you.
        servicesNote: Not sure which one is right? Ask, and we will tell you honestly.
        itemsTitle: Prices at a glance
        itemsTitle: What it costs
        itemsNote: Clear prices, so that you know where you stand before you come.
        itemsNote: If you don't find what you need here, ask us.
        galleryTitle: A look around
        galleryTitle: See for yourself
        ctaTitle.order: Shall we put something aside for you?
        ctaTitle.order: Tell us what you would like
        ctaTitle.book: Ready when you are
        ctaTitle.book: Save your spot
        ctaTitle.visit: See you soon?
        ctaTitle.visit: The door is open
        ctaTitle.write: Have something in mind?
        ctaTitle.write: Let's find out together
        ctaTitle.join: The first step is the hardest one
        ctaTitle.join: Come and try it
        ctaTitle.buy: Found what you were looking for?
        ctaTitle.buy: Take it home with you
        ctaTitle.quote: Want to know what it would cost?
        ctaTitle.quote: Get a clear figure first
        ctaTitle.call: Prefer to talk?
        ctaTitle.call: One call is enough
        cta: It takes a minute, and there is nothing to lose.
        cta: We answer every message ourselves.
        cta: No forms to fill in, no fuss. Just let us know.
        """

    static let portuguese = """
        nav.label: Principal
        kind.hero: abertura
        kind.header: cabeçalho
        kind.footer: rodapé
        kind.cta: chamada final
        kind.testimonials: depoimentos
        nav.about: Sobre
        nav.features: Por que aqui
        nav.services: Serviços
        nav.prices: Preços
        nav.menu: Cardápio
        nav.gallery: Galeria
        nav.steps: Como funciona
        nav.events: Agenda
        nav.team: Equipe
        nav.faq: Dúvidas
        nav.hours: Horários
        nav.visit: Onde estamos
        nav.contact: Contato
        placeholder.price: preço
        placeholder.hours: horário
        placeholder.address: endereço
        placeholder.phone: telefone
        placeholder.email: e-mail
        placeholder.message: número para mensagens
        placeholder.social: perfil nas redes
        placeholder.testimonial: depoimento
        placeholder.customer: nome do cliente
        placeholder.person: nome
        placeholder.photo: foto
        placeholder.date: data
        placeholder.time: dia e hora
        placeholder.business: nome do negócio
        placeholder.title: título
        placeholder.text: texto
        label.address: Endereço
        label.phone: Telefone
        label.email: E-mail
        label.message: Mensagens
        label.social: Nas redes
        day.weekdays: Segunda a sexta
        day.saturday: Sábado
        day.sunday: Domingos e feriados
        button.order: Faça seu pedido
        button.order: Quero encomendar
        button.order: Pedir para retirar
        button.book: Reserve seu horário
        button.book: Quero agendar
        button.book: Escolha um horário
        button.visit: Venha nos visitar
        button.visit: Como chegar
        button.visit: Planeje sua visita
        button.write: Fale com a gente
        button.write: Mande uma mensagem
        button.write: Conte o que precisa
        button.join: Quero começar
        button.join: Agende uma aula
        button.join: Faça parte
        button.buy: Quero comprar
        button.buy: Escolha o seu
        button.buy: Compre com a gente
        button.quote: Peça um orçamento
        button.quote: Quero um orçamento
        button.quote: Solicite um valor
        button.call: Ligue para nós
        button.call: Converse com a gente
        button.call: Prefiro telefonar
        more.menu: Veja o cardápio
        more.menu: O que tem hoje
        more.prices: Veja os preços
        more.prices: Quanto custa
        more.gallery: Veja as fotos
        more.gallery: Dê uma olhada
        more.services: Veja o que fazemos
        more.services: Todos os serviços
        more.events: Veja a agenda
        more.events: O que vem por aí
        more.features: Veja por quê
        more.features: O que muda aqui
        more.about: Conheça nossa história
        more.about: Saiba quem somos
        hoursTitle: Quando abrimos
        hoursTitle: De portas abertas
        hoursTitle: Passe por aqui nestes horários
        hoursNote: Em feriados o horário pode mudar. Se tiver dúvida, ligue antes.
        hoursNote: Vem de longe? Confirme com a gente antes de sair de casa.
        hoursNote: No fim do dia costuma ser mais tranquilo.
        visitTitle: Onde nos encontrar
        visitTitle: Apareça para um oi
        visitTitle: Venha nos conhecer
        visitTitle: Esperamos você {in}
        visit: Tudo o que você precisa para chegar até aqui, a pé, de bicicleta ou por telefone.
        visit: Venha pessoalmente ou pergunte antes. É sempre um prazer ouvir você.
        visit: A porta está aberta, e o telefone também.
        contactTitle: Vamos conversar
        contactTitle: Fale com a gente
        contactTitle: Pergunte sem cerimônia
        contact: Conte em poucas palavras o que você tem em mente, e a gente responde.
        contact: Dúvidas, ideias, pedidos diferentes: tudo é bem-vindo por aqui.
        contact: Uma mensagem curta já basta para começar. Do resto cuidamos nós.
        testimonialsTitle: O que dizem por aí
        testimonialsTitle: Nas palavras de quem já veio
        testimonialsTitle: Quem conhece, conta
        teamTitle: Quem recebe você
        teamTitle: As pessoas por trás disso
        teamTitle: Conheça a equipe
        teamNote: Pouca gente, muito cuidado com o que faz.
        teamNote: Quando encontrar um de nós, diga oi.
        role: À frente da casa | Cuida de tudo, e mais ainda dos detalhes.
        role: Atendimento | O primeiro sorriso de quem chega.
        role: Nos bastidores | Deixa as coisas prontas na hora certa.
        faqTitle: Perguntas boas, respostas curtas
        faqTitle: Antes que você pergunte
        faqTitle: O que todo mundo quer saber
        eventsTitle: O que vem por aí
        eventsTitle: Anote na agenda
        stepsTitle: Como funciona
        stepsTitle: Em três passos
        servicesTitle: O que fazemos por você
        servicesTitle: Como podemos ajudar
        servicesNote: Escolha o que precisa ou peça algo sob medida.
        servicesNote: Não sabe qual escolher? Pergunte, e respondemos com franqueza.
        itemsTitle: Os preços, sem surpresa
        itemsTitle: Quanto custa
        itemsNote: Preços claros, para você saber tudo antes de vir.
        itemsNote: Se não encontrar aqui o que procura, é só perguntar.
        galleryTitle: Um pouco do que você vai ver
        galleryTitle: Veja com seus olhos
        ctaTitle.order: Vamos separar algo para você?
        ctaTitle.order: Diga o que você gostaria
        ctaTitle.book: Quando fica bom para você?
        ctaTitle.book: Guarde o seu lugar
        ctaTitle.visit: Até logo?
        ctaTitle.visit: A porta está aberta
        ctaTitle.write: Tem uma ideia em mente?
        ctaTitle.write: Vamos descobrir juntos
        ctaTitle.join: O primeiro passo é o mais difícil
        ctaTitle.join: Venha experimentar
        ctaTitle.buy: Achou o que procurava?
        ctaTitle.buy: Leve para casa
        ctaTitle.quote: Quer saber quanto sairia?
        ctaTitle.quote: Primeiro o valor, depois a decisão
        ctaTitle.call: Prefere falar?
        ctaTitle.call: Uma ligação resolve
        cta: Leva um minuto e não custa nada perguntar.
        cta: Somos nós mesmos que respondemos a cada mensagem.
        cta: Sem formulários e sem complicação. É só avisar.
        """

    static let spanish = """
        nav.label: Principal
        kind.hero: portada
        kind.header: cabecera
        kind.footer: pie de página
        kind.cta: llamada final
        kind.testimonials: testimonios
        nav.about: La casa
        nav.features: Por qué aquí
        nav.services: Servicios
        nav.prices: Precios
        nav.menu: Carta
        nav.gallery: Galería
        nav.steps: Cómo funciona
        nav.events: Agenda
        nav.team: Equipo
        nav.faq: Preguntas
        nav.hours: Horarios
        nav.visit: Dónde estamos
        nav.contact: Contacto
        placeholder.price: precio
        placeholder.hours: horario
        placeholder.address: dirección
        placeholder.phone: teléfono
        placeholder.email: correo
        placeholder.message: número de mensajería
        placeholder.social: perfil en redes
        placeholder.testimonial: testimonio
        placeholder.customer: nombre del cliente
        placeholder.person: nombre
        placeholder.photo: foto
        placeholder.date: fecha
        placeholder.time: día y hora
        placeholder.business: nombre del negocio
        placeholder.title: título
        placeholder.text: texto
        label.address: Dirección
        label.phone: Teléfono
        label.email: Correo
        label.message: Mensajes
        label.social: En las redes
        day.weekdays: De lunes a viernes
        day.saturday: Sábados
        day.sunday: Domingos y festivos
        button.order: Haz tu pedido
        button.order: Quiero encargar
        button.order: Pide para recoger
        button.book: Reserva tu hora
        button.book: Quiero reservar
        button.book: Elige un momento
        button.visit: Ven a vernos
        button.visit: Cómo llegar
        button.visit: Prepara tu visita
        button.write: Escríbenos
        button.write: Cuéntanos tu idea
        button.write: Empecemos a hablar
        button.join: Quiero probar
        button.join: Ven a una clase
        button.join: Únete
        button.buy: Quiero comprar
        button.buy: Elige el tuyo
        button.buy: Compra con nosotros
        button.quote: Pide presupuesto
        button.quote: Quiero un presupuesto
        button.quote: Consulta el coste
        button.call: Llámanos
        button.call: Habla con nosotros
        button.call: Mejor por teléfono
        more.menu: Mira la carta
        more.menu: Qué hay hoy
        more.prices: Mira los precios
        more.prices: Cuánto cuesta
        more.gallery: Mira las fotos
        more.gallery: Echa un vistazo
        more.services: Mira lo que hacemos
        more.services: Todos los servicios
        more.events: Mira la agenda
        more.events: Lo que viene
        more.features: Descubre por qué
        more.features: En qué somos distintos
        more.about: Conoce nuestra historia
        more.about: Descubre quiénes somos
        hoursTitle: Cuándo abrimos
        hoursTitle: Las puertas abiertas
        hoursTitle: Pásate a estas horas
        hoursNote: En festivos el horario puede cambiar. Si dudas, llama antes.
        hoursNote: Si vienes de lejos, pregúntanos antes de salir.
        hoursNote: La última hora del día suele ser la más tranquila.
        visitTitle: Dónde encontrarnos
        visitTitle: Pásate a saludar
        visitTitle: Ven a conocernos
        visitTitle: Te esperamos {in}
        visit: Todo lo que necesitas para llegar, a pie, en bici o por teléfono.
        visit: Ven en persona o pregunta antes. Nos alegra saber de ti.
        visit: La puerta está abierta y el teléfono, también.
        contactTitle: Hablemos
        contactTitle: Ponte en contacto
        contactTitle: Pregunta sin compromiso
        contact: Cuéntanos en pocas palabras lo que tienes en mente y te respondemos.
        contact: Las dudas, las ideas y los encargos raros son bienvenidos.
        contact: Un mensaje corto basta para empezar. Del resto nos encargamos.
        testimonialsTitle: Lo que dicen de la casa
        testimonialsTitle: En palabras de los clientes
        testimonialsTitle: Quien viene, lo cuenta
        teamTitle: Las personas que te atienden
        teamTitle: Quién está detrás
        teamTitle: Conoce al equipo
        teamNote: Un equipo pequeño, con mucho cuidado por lo que hace.
        teamNote: Si nos ves, saluda.
        role: Al frente de la casa | Está en todo, y en los detalles más que en nada.
        role: Atención al público | La primera sonrisa al entrar.
        role: Entre bastidores | Se ocupa de que todo esté listo a tiempo.
        faqTitle: Buenas preguntas, respuestas cortas
        faqTitle: Antes de que preguntes
        faqTitle: Lo que la gente quiere saber
        eventsTitle: Lo que viene
        eventsTitle: Apunta la fecha
        stepsTitle: Cómo funciona
        stepsTitle: En tres pasos
        servicesTitle: Lo que hacemos por ti
        servicesTitle: En qué podemos ayudarte
        servicesNote: Elige lo que necesitas o pide algo a medida.
        servicesNote: ¿No sabes cuál es el tuyo? Pregunta y te lo decimos con franqueza.
        itemsTitle: Los precios, claros
        itemsTitle: Cuánto cuesta
        itemsNote: Los precios a la vista, para que sepas a qué atenerte.
        itemsNote: Si no encuentras lo que buscas en la lista, pregúntanos.
        galleryTitle: Un vistazo a la casa
        galleryTitle: Míralo con tus ojos
        ctaTitle.order: ¿Te apartamos algo?
        ctaTitle.order: Dinos qué te apetece
        ctaTitle.book: ¿Cuándo te viene bien?
        ctaTitle.book: Guarda tu sitio
        ctaTitle.visit: ¿Nos vemos pronto?
        ctaTitle.visit: La puerta está abierta
        ctaTitle.write: ¿Tienes algo en mente?
        ctaTitle.write: Vamos a pensarlo juntos
        ctaTitle.join: El primer paso es el que cuesta
        ctaTitle.join: Ven a probar
        ctaTitle.buy: ¿Has encontrado lo que buscabas?
        ctaTitle.buy: Llévatelo a casa
        ctaTitle.quote: ¿Quieres saber cuánto costaría?
        ctaTitle.quote: Primero la cifra, luego la decisión
        ctaTitle.call: ¿Prefieres hablar?
        ctaTitle.call: Una llamada basta
        cta: Es un minuto y no cuesta nada preguntar.
        cta: Los mensajes los respondemos nosotros, uno a uno.
        cta: Sin formularios y sin líos. Solo tienes que avisar.
        """
}
