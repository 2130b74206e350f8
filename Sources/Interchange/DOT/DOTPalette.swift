/// Colours that people with any colour vision tell apart (Okabe and Ito 2008), always doubled by shape or line style.
enum DOTPalette {
  static let blue = "#0072B2"
  static let sky = "#56B4E9"
  static let orange = "#E69F00"
  static let green = "#009E73"
  static let vermilion = "#D55E00"
  static let purple = "#CC79A7"
  static let yellow = "#F0E442"
  static let grey = "#7A7A7A"
}
