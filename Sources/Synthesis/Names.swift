/// Where invented names come from: given names of one tradition, and pieces that make family names nobody is known by.
private struct NamePool {
  let share: Int
  let given: [String]
  let starts: [String]
  let ends: [String]
}

/// Invented names of people and places.
enum Names {
  private static let pools = [
    NamePool(
      share: 62,
      given: [
        "Alice", "Amber", "Ben", "Bethan", "Callum", "Carys", "Charlotte", "Daniel", "Demelza", "Ed", "Eleanor",
        "Ewan", "Fiona", "George", "Grace", "Hannah", "Harry", "Imogen", "Isaac", "Jack", "Jenna", "Jowan", "Kate",
        "Kerensa", "Laura", "Liam", "Lowenna", "Martin", "Megan", "Naomi", "Nick", "Oliver", "Owen", "Paul", "Rachel",
        "Rhys", "Rosie", "Ruth", "Sam", "Sarah", "Simon", "Tamsin", "Tom", "Zoe",
      ],
      starts: [
        "Aldra", "Bram", "Corrin", "Dunna", "Elver", "Farrow", "Glaze", "Harrow", "Ivel", "Kester", "Larch", "Merrin",
        "Nether", "Orrel", "Penna", "Quill", "Rushen", "Selwyn", "Tre", "Ulver", "Venna", "Wren", "Yarrow", "Zennor",
      ],
      ends: [
        "bank", "bray", "carne", "dell", "fell", "garth", "holt", "keld", "lock", "mere", "pyke", "ridge", "silver",
        "thorn", "veor", "wick",
      ]),
    NamePool(
      share: 15,
      given: [
        "Aarav", "Aisha", "Anika", "Arjun", "Deepa", "Farah", "Imran", "Kiran", "Meera", "Nadia", "Omar", "Priya",
        "Rahul", "Sana", "Tariq", "Zainab",
      ],
      starts: ["Anda", "Bhara", "Chandra", "Desh", "Harsha", "Jaya", "Kalan", "Maha", "Nira", "Raje", "Suda", "Vira"],
      ends: ["dhar", "kanth", "lani", "menon", "nathi", "pura", "sheth", "vani"]),
    NamePool(
      share: 10,
      given: [
        "Abena", "Adaeze", "Chidi", "Efua", "Emeka", "Folake", "Kofi", "Kwame", "Ngozi", "Segun", "Tendai", "Yaa",
      ],
      starts: ["Abi", "Ade", "Boa", "Chuk", "Eze", "Ike", "Kwa", "Mens", "Nwa", "Oba", "Olu", "Tafa"],
      ends: ["bola", "duro", "kemi", "lundi", "mensa", "radu", "shola", "wande"]),
    NamePool(
      share: 8,
      given: [
        "Agnieszka", "Andrei", "Elena", "Ioana", "Jakub", "Katarzyna", "Luca", "Maria", "Marta", "Pedro", "Sofia",
        "Tomasz",
      ],
      starts: ["Bara", "Dombro", "Fere", "Kova", "Marin", "Nova", "Petre", "Rado", "Silva", "Wister"],
      ends: ["cani", "descu", "linski", "mares", "novic", "rano", "teiro", "wicz"]),
    NamePool(
      share: 5,
      given: [
        "Bayani", "Grace", "Hana", "Jun", "Kai", "Lan", "Liwei", "Mei", "Minh", "Rosalie", "Tala", "Yuki",
      ],
      starts: ["Bao", "Dalang", "Hiro", "Lin", "Maka", "Naga", "Reyna", "Tao", "Villa", "Zhen"],
      ends: ["dara", "gao", "kura", "layan", "moto", "rong", "siao", "tani"]),
  ]
  private static let shares = pools.map(\.share)

  /// A given and a family name.
  static func person(_ random: inout SeededRandom) -> (given: String, family: String) {
    let pool = pools[random.weighted(shares)]
    // One in eight has names of two traditions.
    let familyPool = random.chance(0.125) ? pools[random.weighted(shares)] : pool
    return (random.pick(pool.given), random.pick(familyPool.starts) + random.pick(familyPool.ends))
  }

  private static let placeStarts = [
    "Alder", "Barrow", "Birch", "Bracken", "Cale", "Chal", "Combe", "Corn", "Cray", "Dart", "Dray", "Elm", "Fern",
    "Frome", "Gara", "Glas", "Gorse", "Hawk", "Heath", "Isla", "Kel", "Kern", "Lamb", "Ling", "Lyd", "Mel", "Merri",
    "Mor", "Nad", "Oake", "Otter", "Pen", "Plym", "Quan", "Rill", "Sedge", "Sil", "Stour", "Tam", "Tavi", "Thistle",
    "Tor", "Trew", "Umber", "Wal", "Withy", "Yeo", "Zel",
  ]
  private static let placeEnds = [
    "acre", "barrow", "beck", "bury", "carrow", "cleave", "combe", "cott", "cross", "dean", "don", "edge", "fold",
    "gate", "hallow", "ham", "haven", "holm", "lake", "leigh", "mead", "minster", "moor", "mouth", "nance", "port",
    "reach", "scombe", "shaw", "stoke", "stow", "tor", "tree", "vale", "wood", "worthy",
  ]
  private static let placeParts = [
    "", " North", " South", " East", " West", " Upper", " Lower", " Quay", " Bridge", " Cross", " Green", " Hill",
    " Market", " Mill", " Park", " Priory",
  ]

  /// The `number`th invented place. No two of the first 27,648 are the same.
  static func place(_ number: Int) -> String {
    // 1,103 has no factor in common with 1,728, so neighbours in the table do not sound alike.
    let pairs = placeStarts.count * placeEnds.count
    let pair = number % pairs * 1103 % pairs
    let part = number / pairs % placeParts.count
    return placeStarts[pair / placeEnds.count] + placeEnds[pair % placeEnds.count] + placeParts[part]
  }
}

/// An id: a prefix and a number with leading zeros, so that ids sort as their numbers do.
func numbered(_ prefix: String, _ number: Int, width: Int) -> String {
  let digits = String(number)
  return prefix + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Digits that ids numbered up to `count` take, at least `least`.
func idWidth(_ count: Int, least: Int) -> Int { max(least, String(count).utf8.count) }
