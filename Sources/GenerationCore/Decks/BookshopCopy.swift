/// Copy for a bookshop, new or second-hand.
enum BookshopCopy {
    static let english = """
        noun: Bookshop
        tagline: Read the first page here
        tagline: Shelves to get lost in
        tagline: A book for that mood of yours
        headline: Come in for one book, leave with three
        headline: The next good book is on the left
        headline: Read slowly, browse freely
        headline: Lose an afternoon between the shelves, {in}
        lead: Novels, poetry and picture books, chosen by people who read them, on shelves made for browsing.
        lead: Tell us the last book that kept you awake. We will find the next one.
        chip: Advice from readers
        chip: Any book to order
        chip: A corner for children
        chip: Armchairs and a lamp
        chip: Gift wrapping with a grin
        aboutTitle: A shop run by readers
        aboutTitle: How our shelves are made
        about: Every book on our tables was picked by one of us. We do not have everything, but we can tell you why we have what we have.
        about: You may read the first chapter standing up. We have never thrown anyone out over a second one.
        about: A good bookshop is a conversation that goes on for years. Tell us what you loved, and also what you put down halfway.
        featuresTitle: What you will find
        featuresTitle: Why not just order online?
        feature: Somebody who has read it | Ask us, and get an opinion instead of an algorithm.
        feature: Tables with surprises | The book you were not looking for lies next to the other one.
        feature: A children's corner | Low shelves, soft cushions and stories read aloud.
        feature: Any title to order | What we don't have is here in a few days.
        feature: Evenings with authors | Close enough to ask the question you have.
        servicesTitle: What we do besides selling books
        itemsTitle: Gifts and services, with prices
        itemsNote: Books have their printed price. These are the extras.
        item: Book of the month | One title a month, chosen for you and wrapped.
        item: Gift voucher | For readers whose shelves you don't know.
        item: Order service | Tell us the title, or what you remember of it.
        item: School lists | Bring the list, and collect the pile.
        item: Second-hand purchase | We look at your boxes and make an offer.
        item: Reading group place | A book, a table and people who disagree.
        item: Book table | We bring the right books to your event.
        galleryTitle: Between the shelves
        shot: The front table
        shot: A reader in the armchair
        shot: The children's corner
        shot: The shop window at night
        stepsTitle: Ordering a book
        step: Tell us what you want | Title, author, or just the colour of the cover.
        step: We find it | New or used, from near or far.
        step: Come and collect | We tell you when it is here.
        question: Can you order any book? | Nearly any that is in print, and many that are not.
        question: How long does an order take? | Usually [[order time]]. We tell you when it is here.
        question: Do you buy used books? | Some. Show us a list or a few photos first.
        question: Can you recommend something? | It is our favourite question. Tell us three books you liked.
        question: Do you sell books in other languages? | A shelf of them, and more to order.
        event: Reading | An author, a lamp and a glass of water.
        event: Story hour | For small listeners and their grown-ups.
        event: Reading group | This month's book, and all that can be said against it.
        role: Fiction and poetry | Has read it, and will tell you if it drags.
        role: Children's books | Does all the voices.
        role: Crime and travel | Knows who did it, and won't say.
        meta: A bookshop run by readers: advice, events, a children's corner and any title to order. See what is on and how to find us.
        """

    static let portuguese = """
        noun: Livraria
        tagline: Leia aqui a primeira página
        tagline: Estantes para se perder
        tagline: Um livro para cada humor
        headline: Entre por um livro, saia com três
        headline: O próximo bom livro está à esquerda
        headline: Leia devagar, folheie à vontade
        headline: Uma livraria para se perder {in}
        lead: Romances, poesia e livros ilustrados, escolhidos por quem lê, em estantes feitas para folhear.
        lead: Conte qual foi o último livro que tirou o seu sono. O próximo, nós achamos.
        chip: Conselho de leitor
        chip: Encomendamos qualquer título
        chip: Um canto para crianças
        chip: Poltrona e luminária
        chip: Embrulho para presente
        aboutTitle: Uma loja de leitores
        aboutTitle: Como montamos as estantes
        about: Cada livro das mesas foi escolhido por um de nós. Não temos tudo, mas sabemos dizer por que temos o que temos.
        about: Pode ler o primeiro capítulo em pé. Ninguém foi posto para fora por causa do segundo.
        about: Uma boa livraria é uma conversa que dura anos. Conte do que você gostou, e também do que largou no meio.
        featuresTitle: O que você encontra
        featuresTitle: Por que não comprar só pela tela?
        feature: Alguém que já leu | Pergunte e receba uma opinião, não um algoritmo.
        feature: Mesas com surpresa | O livro que você não procurava está ao lado do outro.
        feature: Um canto infantil | Estantes baixas, almofadas e histórias em voz alta.
        feature: Qualquer título por encomenda | O que não temos chega em poucos dias.
        feature: Noites com autores | De perto, para você fazer a sua pergunta.
        servicesTitle: O que fazemos além de vender livros
        itemsTitle: Presentes e serviços, com preços
        itemsNote: Os livros têm o preço de capa. Estes são os extras.
        item: Livro do mês | Um título por mês, escolhido para você e embrulhado.
        item: Vale-presente | Para leitores cuja estante você não conhece.
        item: Encomendas | Diga o título, ou o que lembra dele.
        item: Lista escolar | Traga a lista e retire a pilha.
        item: Compra de usados | Olhamos as suas caixas e fazemos uma oferta.
        item: Vaga no clube de leitura | Um livro, uma mesa e gente que discorda.
        item: Mesa de livros | Levamos os títulos certos ao seu evento.
        galleryTitle: Entre as estantes
        shot: A mesa da entrada
        shot: Um leitor na poltrona
        shot: O canto das crianças
        shot: A vitrine à noite
        stepsTitle: Como encomendar um livro
        step: Diga o que procura | Título, autor ou só a cor da capa.
        step: Nós achamos | Novo ou usado, de perto ou de longe.
        step: Venha buscar | Avisamos quando chegar.
        question: Encomendam qualquer livro? | Quase todos os que estão em catálogo, e muitos que não estão.
        question: Quanto demora uma encomenda? | Em geral [[prazo da encomenda]]. Avisamos quando chegar.
        question: Compram livros usados? | Alguns. Mande antes uma lista ou umas fotos.
        question: Podem recomendar algo? | É a nossa pergunta preferida. Diga três livros de que gostou.
        question: Têm livros em outras línguas? | Uma estante deles, e outros por encomenda.
        event: Leitura | Um autor, uma luminária e um copo de água.
        event: Hora do conto | Para pequenos ouvintes e seus adultos.
        event: Clube de leitura | O livro do mês, e tudo o que se pode dizer contra ele.
        role: Ficção e poesia | Já leu, e avisa se o ritmo cai.
        role: Infantil | Faz todas as vozes.
        role: Policiais e viagens | Sabe quem foi, e não conta.
        meta: Uma livraria de leitores: conselho, eventos, canto infantil e qualquer título por encomenda. Veja a agenda e como chegar.
        """

    static let spanish = """
        noun: Librería
        tagline: Lee aquí la primera página
        tagline: Estanterías para perderse
        tagline: Un libro para cada humor
        headline: Entra por un libro y sal con tres
        headline: El próximo buen libro está a la izquierda
        headline: Lee despacio, hojea sin prisa
        headline: Una librería para perderse {in}
        lead: Novela, poesía y álbum ilustrado, elegidos por gente que los lee, en estanterías hechas para hojear.
        lead: Dinos cuál fue el último libro que te quitó el sueño. El siguiente lo encontramos nosotros.
        chip: Consejo de lectores
        chip: Encargamos cualquier título
        chip: Un rincón infantil
        chip: Un sillón y una lámpara
        chip: Envuelto para regalo
        aboutTitle: Una tienda de lectores
        aboutTitle: Cómo se llenan las estanterías
        about: Los libros de las mesas los ha elegido uno de nosotros. No los tenemos todos, pero sabemos decirte por qué tenemos los que tenemos.
        about: Puedes leer el primer capítulo de pie. Por el segundo tampoco hemos echado a nadie.
        about: Una buena librería es una conversación que dura años. Cuéntanos lo que te gustó y también lo que dejaste a la mitad.
        featuresTitle: Lo que vas a encontrar
        featuresTitle: ¿Y por qué no en una pantalla?
        feature: Alguien que lo ha leído | Pregunta y tendrás una opinión en vez de un algoritmo.
        feature: Mesas con sorpresa | El libro que no buscabas está al lado del otro.
        feature: Un rincón para los pequeños | Estantes bajos, cojines y cuentos en voz alta.
        feature: Cualquier título | El que no tenemos llega en unos días.
        feature: Tardes con autores | Tan cerca que puedes hacer la pregunta que llevas.
        servicesTitle: Lo que hacemos además de vender libros
        itemsTitle: Regalos y servicios, con precios
        itemsNote: Los libros tienen el precio de la cubierta. Estos son los extras.
        item: El libro del mes | Un título al mes, elegido para ti y envuelto.
        item: Tarjeta regalo | Para lectores de los que no conoces la estantería.
        item: Encargos | Dinos el título, o lo que recuerdes de él.
        item: Lista escolar | Trae la lista y recoge la pila.
        item: Compra de usados | Miramos tus cajas y te hacemos una oferta.
        item: Plaza en el club de lectura | Un libro, una mesa y gente que no está de acuerdo.
        item: Mesa de libros | Llevamos los títulos adecuados a tu evento.
        galleryTitle: Entre los estantes
        shot: La mesa de la entrada
        shot: Una lectora en el sillón
        shot: El rincón infantil
        shot: El escaparate de noche
        stepsTitle: Cómo encargar un libro
        step: Dinos qué buscas | El título, el autor o el color de la cubierta.
        step: Lo encontramos | Nuevo o usado, de cerca o de lejos.
        step: Ven a recogerlo | Te avisamos cuando llega.
        question: ¿Encargáis cualquier libro? | Casi todos los que están en catálogo y muchos que no lo están.
        question: ¿Cuánto tarda un encargo? | Por lo general, [[plazo del encargo]]. Te avisamos cuando llega.
        question: ¿Compráis libros usados? | Algunos. Enséñanos antes una lista o unas fotos.
        question: ¿Me recomendáis algo? | Es la pregunta que más nos gusta. Dinos tres libros que te gustaron.
        question: ¿Hay libros en otras lenguas? | Una estantería, y los demás por encargo.
        event: Lectura | Una autora, una lámpara y un vaso de agua.
        event: Hora del cuento | Para los oyentes pequeños y sus mayores.
        event: Club de lectura | El libro del mes y lo que se puede decir en su contra.
        role: Narrativa y poesía | Lo ha leído, y te dice si se hace largo.
        role: Infantil | Hace las voces.
        role: Novela negra y viajes | Sabe quién fue y no lo cuenta.
        meta: Una librería de lectores: consejo, tardes con autores, rincón infantil y cualquier título por encargo. Mira la agenda y cómo llegar.
        """
}
