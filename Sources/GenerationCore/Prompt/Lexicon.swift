/// The words a prompt is understood by, lower case and without accents; of several words with a space between.
enum Lexicon {
    /// Words for a trade, per language, because a word that only one language has tells which it is.
    static let verticals:
        [(vertical: Vertical, english: String, portuguese: String, spanish: String)] = [
            (
                // Trades with a word of another in their name.
                .general,
                "dog grooming salon, dog grooming, pet grooming, pet shop, tattoo studio, recording studio, music school, dance studio, car wash, car repair shop, driving school",
                "pet shop, banho e tosa, estudio de tatuagem, escola de musica, escola de danca, autoescola, lava jato",
                "peluqueria canina, tienda de mascotas, estudio de tatuajes, escuela de musica, escuela de danza, autoescuela"
            ),
            (
                .bakery,
                "bakery, bakeries, baker, bakeshop, patisserie, cake shop, pastry shop, bread",
                "padaria, confeitaria, panificadora, padeiro, boulangerie, doceria",
                "panaderia, pasteleria, panadero, confiteria, reposteria, obrador"
            ),
            (
                .cafe,
                "cafe, coffee shop, coffee bar, coffee house, coffee, tea room, tea house, espresso bar",
                "cafeteria, casa de cha, cafezinho, cafe", "cafeteria, salon de te, cafe"
            ),
            (
                .restaurant,
                "restaurant, bistro, pizzeria, diner, eatery, trattoria, sushi, steakhouse, taqueria, canteen",
                "restaurante, bistro, pizzaria, lanchonete, churrascaria, cantina, hamburgueria",
                "restaurante, bistro, pizzeria, asador, taqueria, meson, marisqueria, hamburgueseria"
            ),
            (
                .bar,
                "bar, pub, wine bar, cocktail bar, taproom, brewery, tavern, speakeasy, brewpub",
                "bar, boteco, botequim, cervejaria, choperia, adega, taberna",
                "bar, cerveceria, taberna, cocteleria, vinoteca, pub"
            ),
            (
                .yoga, "yoga, yoga studio, pilates, pilates studio, meditation, meditation studio",
                "ioga, yoga, estudio de ioga, estudio de yoga, pilates, estudio de pilates, meditacao",
                "yoga, estudio de yoga, centro de yoga, pilates, estudio de pilates, meditacion"
            ),
            (
                .gym,
                "gym, fitness, fitness studio, crossfit, boxing gym, climbing gym, personal trainer, martial arts",
                "academia, crossfit, academia de ginastica, personal trainer, musculacao, artes marciais",
                "gimnasio, crossfit, entrenador personal, artes marciales, rocodromo"
            ),
            (
                .florist, "florist, flower shop, flowers, floral studio, flower studio, plant shop",
                "floricultura, florista, flores, loja de flores, loja de plantas",
                "floristeria, floreria, florista, flores, tienda de plantas"
            ),
            (
                .bookshop,
                "bookshop, bookstore, book shop, book store, books, bookseller, second-hand bookshop",
                "livraria, sebo, livros, loja de livros", "libreria, libros, tienda de libros"
            ),
            (
                .bikes,
                "bike workshop, bike shop, bicycle shop, bicycle workshop, bike repair, bicycle repair, bikes, bicycles, bike, bicycle, cycle shop",
                "bicicletaria, oficina de bicicletas, oficina de bicicleta, oficina de bikes, loja de bicicletas, bicicletas, bicicleta, bikes, bike",
                "taller de bicicletas, taller de bicis, tienda de bicicletas, bicicletas, bicicleta, bicis, bici"
            ),
            (
                .barber,
                "barber, barbershop, barber shop, hairdresser, hair salon, beauty salon, nail salon, nail bar, salon, hair, spa",
                "barbearia, barbeiro, salao de beleza, cabeleireiro, cabeleireira, salao, manicure, estetica, spa",
                "barberia, barbero, peluqueria, salon de belleza, peluquero, peluquera, centro de estetica, salon, spa"
            ),
            (
                .clinic,
                "clinic, dentist, dental clinic, dental practice, physio, physiotherapy, physiotherapist, doctor, vet, veterinary clinic, psychologist, therapist, medical practice, osteopath",
                "clinica, dentista, clinica odontologica, consultorio, fisioterapia, fisioterapeuta, medico, medica, veterinario, clinica veterinaria, psicologo, psicologa, terapeuta",
                "clinica, dentista, clinica dental, consultorio, consulta, fisioterapia, fisioterapeuta, medico, medica, veterinario, clinica veterinaria, psicologo, psicologa, terapeuta"
            ),
            (
                .consultant,
                "consultant, consulting, consultancy, accountant, accounting, lawyer, law firm, coach, coaching, adviser, advisor, bookkeeper, agency, translator, tutor",
                "consultor, consultora, consultoria, contador, contabilidade, advogado, advogada, advocacia, coach, agencia, tradutor, tradutora, assessoria",
                "consultor, consultora, consultoria, contable, contabilidad, gestoria, abogado, abogada, despacho, asesor, asesora, asesoria, coach, agencia, traductor, traductora"
            ),
            (
                .portfolio,
                "portfolio, photographer, photography, designer, graphic designer, illustrator, architect, artist, filmmaker, videographer, web designer, photo studio",
                "portfolio, portifolio, fotografo, fotografa, fotografia, designer, designer grafico, designer grafica, ilustrador, ilustradora, arquiteto, arquiteta, artista",
                "portafolio, portfolio, fotografo, fotografa, fotografia, disenador, disenadora, ilustrador, ilustradora, arquitecto, arquitecta, artista"
            ),
        ]

    /// Words for a section, in the three languages together.
    static let sections: [(kind: SectionKind, words: String)] = [
        (
            .prices,
            "prices, price, pricing, price list, prices list, menu, rates, fees, plans, tariffs, precos, preco, tabela de precos, cardapio, valores, planos, mensalidades, precios, precio, lista de precios, carta, tarifas, planes"
        ),
        (
            .faq,
            "faq, faqs, frequently asked questions, common questions, questions, q&a, perguntas frequentes, perguntas, duvidas, duvidas frequentes, preguntas frecuentes, preguntas, dudas"
        ),
        (
            .hours,
            "opening hours, hours, opening times, business hours, horario de funcionamento, horarios de funcionamento, horario, horarios, horario de atendimento, horario de apertura, horarios de apertura"
        ),
        (
            .testimonials,
            "testimonials, testimonial, reviews, customer reviews, client quotes, depoimentos, depoimento, avaliacoes, testimonios, testimonio, opiniones, resenas, recomendaciones"
        ),
        (
            .gallery,
            "gallery, photo gallery, image gallery, photos, pictures, images, galeria, galeria de fotos, galeria de imagens, fotos, imagens, galeria de imagenes, imagenes"
        ),
        (
            .team,
            "team, our team, staff, the team, people, meet the team, equipe, nossa equipe, time, equipo, nuestro equipo, plantilla, profesores, professores, teachers, instructors, instrutores, instructores"
        ),
        (
            .about,
            "about, about us, our story, story, history, sobre, sobre nos, quem somos, nossa historia, historia, quienes somos, sobre nosotros, nosotros, nuestra historia"
        ),
        (
            .services,
            "services, service list, our services, servicos, nossos servicos, servicios, nuestros servicios, treatments, tratamentos, tratamientos"
        ),
        (
            .features,
            "features, benefits, advantages, highlights, why us, vantagens, diferenciais, beneficios, destaques, ventajas, destacados"
        ),
        (
            .steps,
            "how it works, steps, process, our process, como funciona, passo a passo, passos, etapas, processo, como trabajamos, pasos, proceso"
        ),
        (
            .events,
            "events, event, classes, class schedule, schedule, timetable, calendar, workshops, eventos, evento, aulas, agenda, programacao, calendario, grade de aulas, clases, horario de clases, programacion, talleres"
        ),
        (
            .visit,
            "map, location, directions, address, how to find us, find us, where we are, mapa, localizacao, endereco, como chegar, onde estamos, ubicacion, direccion, como llegar, donde estamos"
        ),
        (
            .contact,
            "contact, contact form, contact us, contact page, contact details, contato, formulario de contato, fale conosco, contacto, formulario de contacto, contactanos"
        ),
        (.cta, "call to action, call-to-action, cta, chamada para acao, llamada a la accion"),
        (.hero, "hero, hero section, banner, hero banner"),
        (.header, "header, navigation, nav, navbar, cabecalho, navegacao, cabecera, navegacion"),
        (.footer, "footer, rodape, pie de pagina"),
    ]

    /// Parts of a site that the composer cannot make, with a name to say so in the three languages.
    static let unsupported: [(words: String, names: [String])] = [
        ("blog, blog posts, articles, artigos, articulos", ["a blog", "um blog", "un blog"]),
        ("news, noticias, novidades, novedades", ["news", "notícias", "noticias"]),
        (
            "newsletter, boletim, boletin, mailing list",
            ["a newsletter form", "um formulário de newsletter", "un formulario de boletín"]
        ),
        (
            "shop, online shop, online store, webshop, store, cart, checkout, loja virtual, loja online, carrinho, tienda online, tienda en linea, carrito",
            ["an online shop", "uma loja virtual", "una tienda en línea"]
        ),
        ("video, videos", ["video", "vídeo", "vídeo"]),
        (
            "login, log-in, members area, member area, area de membros, area de miembros",
            ["a login", "um login", "un inicio de sesión"]
        ),
        ("chat, chatbot, live chat", ["a chat", "um chat", "un chat"]),
        (
            "form, formulario, booking form, order form",
            ["a form", "um formulário", "un formulario"]
        ),
    ]

    /// Words for what visitors should do.
    static let goals: [(goal: Goal, words: String)] = [
        (
            .order,
            "order, orders, ordering, takeaway, delivery, pedido, pedidos, encomenda, encomendas, encomendar, entrega, delivery, pedir, encargos, encargar"
        ),
        (
            .book,
            "book a, bookings, booking, reservations, reservation, reserve, appointments, appointment, reserva, reservas, reservar, agendar, agendamento, agendamentos, marcar, cita, citas, turnos"
        ),
        (
            .join,
            "join, sign up, sign-up, memberships, membership, members, trial class, free trial, matricula, matriculas, inscricao, inscricoes, inscrever, alunos, inscripcion, inscripciones, apuntarse, socios, alumnos"
        ),
        (.buy, "sell, buy, sales, purchase, vender, vendas, comprar, venda, ventas, venta"),
        (
            .quote,
            "quote, quotes, estimate, estimates, leads, orcamento, orcamentos, presupuesto, presupuestos"
        ),
        (.call, "call us, phone calls, phone us, telefonemas, ligar, ligacoes, llamar, llamadas"),
        (.visit, "visit us, visits, foot traffic, visitas, visitar, walk-ins"),
        (
            .write,
            "get in touch, write to us, messages, enquiries, inquiries, mensagens, mensajes, consultas"
        ),
    ]

    /// What a business can also be; the raw value is the condition in a deck line.
    static let modifiers: [(modifier: Modifier, words: String)] = [
        (
            .vegan,
            "vegan, plant-based, plant based, vegano, vegana, veganos, veganas, a base de plantas"
        ),
        (.organic, "organic, organico, organica, ecologico, ecologica, bio"),
        (.glutenFree, "gluten-free, gluten free, sem gluten, sin gluten, celiac, celiaco"),
        (.kids, "kids, children, kids', children's, criancas, infantil, ninos, infantiles"),
    ]

    /// Looks that a prompt may ask for.
    static let tones: [(tone: Tone, words: String)] = [
        (
            .dark,
            "dark, black, night, moody, escuro, escura, escuros, escuras, preto, preta, oscuro, oscura, oscuros, oscuras, negro, negra"
        ),
        (
            .light,
            "light, white, bright, airy, minimal, minimalist, clean, claro, clara, claros, claras, branco, branca, minimalista, limpo, blanco, blanca, limpio"
        ),
        (.green, "green, verde"), (.blue, "blue, azul"),
        (.red, "red, vermelho, vermelha, rojo, roja"),
        (.pink, "pink, rosa, rose"),
        (
            .warm,
            "warm, cosy, cozy, rustic, orange, brown, aconchegante, acolhedor, rustico, rustica, laranja, acogedor, acogedora, naranja, calido, calida"
        ),
        (.violet, "purple, violet, roxo, roxa, morado, morada, violeta"),
    ]
}

/// A property of the business that changes its copy.
package enum Modifier: String, CaseIterable, Sendable {
    case vegan, organic
    case glutenFree = "glutenfree"
    case kids
}

/// A wish about colours.
package enum Tone: String, CaseIterable, Sendable {
    case dark, light, green, blue, red, pink, warm, violet
}

extension Lexicon {
    /// A table of phrases: what it means by its words.
    struct Phrases<Meaning: Sendable>: Sendable {
        private let meanings: [[String]: Meaning]
        private let wordsMax: Int

        init(_ rows: [(Meaning, String)]) {
            var meanings: [[String]: Meaning] = [:]
            for (meaning, list) in rows {
                for phrase in Lexicon.list(list) {
                    let words = phrase.split(separator: " ").map(String.init)
                    if meanings[words] == nil { meanings[words] = meaning }
                }
            }
            self.meanings = meanings
            wordsMax = meanings.keys.map(\.count).max() ?? 0
        }

        /// The longest phrase that begins at the word, with how many words it takes.
        func match(_ words: [PromptWord], at start: Int) -> (meaning: Meaning, count: Int)? {
            for count in stride(from: min(wordsMax, words.count - start), through: 1, by: -1) {
                let slice = words[start..<(start + count)]
                guard slice.allSatisfy({ $0.kind == .word }) else { continue }
                if let meaning = meanings[slice.map(\.folded)] { return (meaning, count) }
            }
            return nil
        }
    }

    static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }

    static let verticalPhrases = Phrases(
        verticals.flatMap {
            [($0.vertical, $0.english), ($0.vertical, $0.portuguese), ($0.vertical, $0.spanish)]
        })
    static let sectionPhrases = Phrases(sections.map { ($0.kind, $0.words) })
    static let unsupportedPhrases = Phrases(unsupported.map { ($0.names, $0.words) })
    static let goalPhrases = Phrases(goals.map { ($0.goal, $0.words) })
    static let modifierPhrases = Phrases(modifiers.map { ($0.modifier, $0.words) })
    static let tonePhrases = Phrases(tones.map { ($0.tone, $0.words) })

    private static let tradeWordLanguages: [String: Set<Language>] = {
        var found: [String: Set<Language>] = [:]
        for row in verticals {
            for (language, words) in [
                (Language.english, row.english), (.portuguese, row.portuguese),
                (.spanish, row.spanish),
            ] {
                for word in list(words) where !word.contains(" ") {
                    found[word, default: []].insert(language)
                }
            }
        }
        return found
    }()

    /// The language that alone has this word for a trade.
    static func onlyLanguage(of folded: String) -> Language? {
        guard let languages = tradeWordLanguages[folded], languages.count == 1 else { return nil }
        return languages.first
    }
}
