/// Copy for a bicycle workshop.
enum BikesCopy {
    static let english = """
        noun: Bike workshop
        tagline: True wheels, quiet chains
        tagline: Back on the road, soon
        tagline: Two wheels, good hands
        headline: Your bike, as good as it was meant to be
        headline: We fix what squeaks
        headline: Ride in with a rattle, ride out without
        headline: Bikes put right {in}
        lead: From a flat tyre to a full rebuild, we look at your bike with you and tell you what it needs, and what it does not.
        lead: City bikes, cargo bikes, racers and the one from your grandmother's cellar: they all get the same care on our stand.
        chip: Honest advice first
        chip: A price before we start
        chip: All makes welcome
        chip: Used parts, when they do the job
        chip: Wheels built by hand
        aboutTitle: A workshop that explains itself
        aboutTitle: Grease, patience, good tools
        about: We show you the worn part before we change it. You decide what gets done, and you know what it costs before we pick up a spanner.
        about: A bicycle is a simple machine that rewards a little attention. We like to give it ours, and to show you how to give it yours.
        about: Repairing is better than replacing, so we replace only what is truly finished.
        featuresTitle: Why bring it to us
        featuresTitle: What you can count on
        feature: We look together | A quick check at the stand, with you beside it.
        feature: No surprises | You hear the price first, and we call before we do more.
        feature: All kinds of bikes | City, cargo, racing, folding, old and electric.
        feature: Made to last | Good parts and careful work, so that we don't meet again too soon.
        feature: Learn as we go | Ask us how it's done. We like to show it.
        servicesTitle: What we do in the workshop
        itemsTitle: Repairs and prices
        itemsTitle: What it costs to roll again
        itemsNote: For labour. Parts are extra, and we tell you before we fit them.
        itemsNote: Not on the list? Bring it in and we will have a look.
        item: Puncture repair | New tube or patch, tyre checked for glass.
        item: Safety check | Brakes, lights, bolts and bearings.
        item: Full service | Everything cleaned, greased and adjusted.
        item: Gear tuning | So that every click is one gear.
        item: Brake service | Pads, cables or fluid, until it stops as it should.
        item: Wheel truing | No more wobble, with spokes at even tension.
        item: New drivetrain | Chain, cassette and rings that belong together.
        galleryTitle: In the workshop
        shot: A bike on the stand
        shot: Tools on the wall
        shot: Truing a wheel
        shot: Ready to be picked up
        stepsTitle: How a repair goes
        step: Bring it in | We look at it together and write down what it needs.
        step: We get to work | And call you if we find something else.
        step: Ride it home | After a test ride of our own.
        question: Do I need an appointment? | For small things, just come. For a full service, book a day with us.
        question: How long does a repair take? | Often [[usual repair time]]. We tell you when you bring the bike in.
        question: Do you repair electric bikes? | The mechanical part, yes. Ask us about your motor and battery.
        question: Can you fix very old bikes? | Those are the ones we like best, as long as there are parts for them.
        eventsTitle: Evenings at the stand
        event: Flat tyre class | Mend your own puncture, once and for all.
        event: Open workshop | Our tools, your bike, our advice.
        event: Sunday ride | An easy round, with a stop for coffee.
        role: Mechanic | Hears a dry bearing from across the street.
        role: Wheel builder | Happy with a spoke key and a quiet afternoon.
        role: At the counter | Finds the part that nobody has.
        meta: Bicycle repairs with honest advice and a price before we start. See what we do, how it works and when to come.
        """

    static let portuguese = """
        noun: Oficina de bicicletas
        tagline: Roda certa, corrente quieta
        tagline: De volta à rua, sem demora
        tagline: Duas rodas em boas mãos
        headline: Sua bicicleta do jeito que deveria ser
        headline: A gente conserta o que range
        headline: Entre com barulho, saia em silêncio
        headline: Bicicletas em ordem {in}
        lead: Do pneu furado à revisão completa, olhamos a bicicleta com você e dizemos o que ela precisa, e o que não precisa.
        lead: Urbana, de carga, de corrida ou aquela do porão da avó: no nosso cavalete todas recebem o mesmo cuidado.
        chip: Conselho honesto primeiro
        chip: O preço antes do serviço
        chip: Todas as marcas
        chip: Peça usada, quando resolve
        chip: Rodas montadas à mão
        aboutTitle: Uma oficina que explica
        aboutTitle: Graxa, paciência e boas ferramentas
        about: Mostramos a peça gasta antes de trocar. Quem decide é você, e já sabe quanto custa antes de a gente pegar a chave.
        about: A bicicleta é uma máquina simples que agradece um pouco de atenção. Damos a nossa, e mostramos como dar a sua.
        about: Consertar é melhor que substituir, por isso trocamos só o que acabou de verdade.
        featuresTitle: Por que trazer para nós
        featuresTitle: Com o que você pode contar
        feature: Olhamos juntos | Uma verificação rápida no cavalete, com você ao lado.
        feature: Sem surpresas | Você sabe o valor antes, e ligamos se aparecer mais alguma coisa.
        feature: Todo tipo de bicicleta | Urbana, de carga, de corrida, dobrável, antiga e elétrica.
        feature: Feito para durar | Boas peças e trabalho cuidadoso, para você demorar a voltar.
        feature: Aprenda no caminho | Pergunte como se faz. A gente gosta de mostrar.
        servicesTitle: O que fazemos na oficina
        itemsTitle: Serviços e preços
        itemsTitle: Quanto custa voltar a rodar
        itemsNote: Valores de mão de obra. As peças são à parte, e avisamos antes de colocar.
        itemsNote: Não está na lista? Traga, e damos uma olhada.
        item: Conserto de furo | Câmara nova ou remendo, e o pneu revisado.
        item: Revisão de segurança | Freios, luzes, parafusos e rolamentos.
        item: Revisão completa | Tudo limpo, lubrificado e regulado.
        item: Regulagem de marchas | Para que cada clique seja uma marcha.
        item: Serviço de freios | Pastilhas, cabos ou óleo, até parar como deve.
        item: Alinhamento de rodas | Sem balanço, com os raios na tensão certa.
        item: Transmissão nova | Corrente, cassete e coroas que combinam entre si.
        galleryTitle: Dentro da oficina
        shot: Uma bicicleta no cavalete
        shot: As ferramentas na parede
        shot: Roda sendo alinhada
        shot: Pronta para retirar
        stepsTitle: Como é um conserto
        step: Traga a bicicleta | Olhamos juntos e anotamos o que ela precisa.
        step: Mãos à obra | E ligamos se aparecer outra coisa.
        step: Volte pedalando | Depois de um teste nosso na rua.
        question: Preciso marcar hora? | Para coisas pequenas, é só vir. Para revisão completa, combine um dia.
        question: Quanto tempo leva? | Em geral [[prazo do conserto]]. Dizemos na hora em que você deixa a bicicleta.
        question: Consertam bicicleta elétrica? | A parte mecânica, sim. Pergunte sobre o seu motor e a sua bateria.
        question: E bicicletas bem antigas? | São as de que mais gostamos, desde que ainda existam peças.
        eventsTitle: Noites de oficina
        event: Aula do pneu furado | Conserte você mesmo, de uma vez por todas.
        event: Oficina aberta | Nossas ferramentas, sua bicicleta e nosso conselho.
        event: Pedal de domingo | Uma volta leve, com parada para o café.
        role: Mecânica | Ouve um rolamento seco do outro lado da rua.
        role: Montagem de rodas | Feliz com uma chave de raio e uma tarde calma.
        role: No balcão | Encontra a peça que ninguém tem.
        meta: Conserto de bicicletas com conselho honesto e o preço antes do serviço. Veja o que fazemos, como funciona e quando vir.
        """

    static let spanish = """
        noun: Taller de bicicletas
        tagline: Ruedas rectas, cadenas mudas
        tagline: De vuelta a la calle, pronto
        tagline: Dos ruedas en buenas manos
        headline: Tu bici, como tiene que ser
        headline: Arreglamos lo que chirría
        headline: Entra con un ruido y sal sin él
        headline: Bicis en su punto {in}
        lead: Del pinchazo a la puesta a punto, miramos la bici contigo y te decimos lo que necesita, y lo que no.
        lead: De ciudad, de carga, de carreras o la del sótano de la abuela: en el soporte del taller, el cuidado es el mismo.
        chip: Primero, un consejo honesto
        chip: El precio, antes de empezar
        chip: Cualquier marca
        chip: Piezas usadas, si sirven
        chip: Ruedas montadas a mano
        aboutTitle: Un taller que se explica
        aboutTitle: Grasa, paciencia y buenas herramientas
        about: Te enseñamos la pieza gastada antes de cambiarla. Decides tú, y sabes lo que cuesta antes de que toquemos una llave.
        about: La bicicleta es una máquina sencilla que agradece un poco de atención. Le damos la nuestra y te enseñamos a darle la tuya.
        about: Reparar es mejor que cambiar, así que solo cambiamos lo que de verdad está acabado.
        featuresTitle: Por qué traerla al taller
        featuresTitle: Con qué puedes contar
        feature: La miramos juntos | Una revisión rápida en el soporte, contigo al lado.
        feature: Sin sorpresas | Sabes el precio antes y te llamamos si aparece algo más.
        feature: La bici que sea | De ciudad, de carga, de carreras, plegable, antigua o eléctrica.
        feature: Para que dure | Buenas piezas y un trabajo cuidado, para que tardes en volver.
        feature: Aprende con nosotros | Pregunta cómo se hace. Nos gusta enseñarlo.
        servicesTitle: Lo que hacemos en el taller
        itemsTitle: Reparaciones y precios
        itemsTitle: Lo que cuesta volver a rodar
        itemsNote: Precios de la mano de obra. Las piezas van aparte y te avisamos antes.
        itemsNote: ¿No está en la lista? Tráela y le echamos un vistazo.
        item: Pinchazo | Cámara nueva o parche, y la cubierta revisada.
        item: Revisión de seguridad | Frenos, luces, tornillos y rodamientos.
        item: Puesta a punto | La bici limpia, engrasada y ajustada.
        item: Ajuste de cambios | Para que cada clic sea una marcha.
        item: Servicio de frenos | Pastillas, cables o líquido, hasta que frene como debe.
        item: Centrado de ruedas | Sin bailes y con la tensión pareja en los radios.
        item: Transmisión nueva | Cadena, piñones y platos que se entienden.
        galleryTitle: Dentro del taller
        shot: Una bici en el soporte
        shot: Las herramientas en la pared
        shot: El centrado de una rueda
        shot: Lista para recoger
        stepsTitle: Cómo va una reparación
        step: Trae la bici | La miramos juntos y apuntamos lo que necesita.
        step: Manos a la obra | Y te llamamos si encontramos otra cosa.
        step: Vuelve pedaleando | Después de una prueba nuestra en la calle.
        question: ¿Hace falta pedir cita? | Para las cosas pequeñas, ven sin más. Para una puesta a punto, reserva un día.
        question: ¿Cuánto tarda una reparación? | Por lo general, [[plazo de la reparación]]. Te lo decimos al dejar la bici.
        question: ¿Arregláis bicis eléctricas? | La parte mecánica, sí. Pregúntanos por el motor y la batería.
        question: ¿Y las bicis muy viejas? | Son las que más nos gustan, con tal de que haya piezas para ellas.
        eventsTitle: Tardes en el taller
        event: Clase de pinchazos | Repara el tuyo, de una vez por todas.
        event: Taller abierto | Nuestras herramientas, tu bici y nuestro consejo.
        event: Salida del domingo | Una vuelta suave, con parada para el café.
        role: Mecánica | Oye un rodamiento seco desde la otra acera.
        role: Montaje de ruedas | Feliz con una llave de radios y una tarde en calma.
        role: En el mostrador | Encuentra la pieza que no tiene nadie.
        meta: Reparación de bicicletas con un consejo honesto y el precio antes de empezar. Mira lo que hacemos, cómo funciona y cuándo venir.
        """
}
