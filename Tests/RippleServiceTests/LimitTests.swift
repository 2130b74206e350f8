import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import RippleService

@Suite struct LimitTests {
  @Test func aCallerHasABurstAndThenARate() {
    let limit = RateLimit(rate: 2, burst: 3)
    let start = ContinuousClock.now
    #expect((0..<3).allSatisfy { _ in limit.wait("a", at: start) == nil })
    #expect(limit.wait("a", at: start) == 1)
    #expect(limit.wait("b", at: start) == nil)
    #expect(limit.wait("a", at: start.advanced(by: .milliseconds(400))) != nil)
    #expect(limit.wait("a", at: start.advanced(by: .milliseconds(600))) == nil)
    #expect((0..<3).allSatisfy { _ in limit.wait("a", at: start.advanced(by: .seconds(60))) == nil })
    #expect(limit.wait("a", at: start.advanced(by: .seconds(60))) != nil)
  }

  @Test func callersAreForgottenWhenThereAreMany() {
    let limit = RateLimit(rate: 1, burst: 1, mostCallers: 100)
    let start = ContinuousClock.now
    for number in 0..<100 { #expect(limit.wait("\(number)", at: start) == nil) }
    #expect(limit.wait("one more", at: start) != nil)
    #expect(limit.wait("one more", at: start.advanced(by: .seconds(2))) == nil)
  }

  @Test func answersThatWereNotAskedForLongestMakeRoom() {
    let cache = AnswerCache(mostBytes: 800)
    func key(_ number: Int) -> Question {
      Question(outlook: Outlook(whole: 1), words: Words(options: ["\(number)"], places: []))
    }
    for number in 0..<8 { cache.keep(ByteBuffer(repeating: UInt8(number), count: 100), for: key(number)) }
    #expect(cache[key(0)]?.readableBytesView.first == 0)
    cache.keep(ByteBuffer(repeating: 8, count: 100), for: key(8))
    #expect(cache[key(0)] != nil && cache[key(1)] == nil && cache[key(8)] != nil)
    cache.keep(ByteBuffer(repeating: 9, count: 101), for: key(9))
    #expect(cache[key(9)] == nil)
    cache.keep(ByteBuffer(bytes: [1]), for: key(0))
    #expect(cache[key(0)] == ByteBuffer(bytes: [1]))
  }

  @Test func aBodyThatDoesNotComeClosesTheConnection() throws {
    var limits = ConnectionLimits()
    limits.bytesToGoOn = 10
    let channel = EmbeddedChannel(handler: ConnectionGuard(limits))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    try channel.writeInbound(HTTPRequestPart.head(.init(method: .post, scheme: "http", authority: "x", path: "/")))
    channel.embeddedEventLoop.advanceTime(by: .seconds(9))
    try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "{")))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(!channel.isActive)
  }

  @Test func theSystemHoldsLittleForAClientThatDoesNotRead() throws {
    let channel = EmbeddedChannel(handler: ConnectionGuard(ConnectionLimits()))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    let sizes = channel.options.filter { option, _ in
      (option as? ChannelOptions.Types.SocketOption)?.optionName == .so_sndbuf
    }.map { $0.value as? Int }
    #expect(sizes == [ConnectionLimits().sendBuffer])
  }

  @Test func aBodyThatComesMayTakeLong() throws {
    var limits = ConnectionLimits()
    limits.bytesToGoOn = 10
    let channel = EmbeddedChannel(handler: ConnectionGuard(limits))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    try channel.writeInbound(HTTPRequestPart.head(.init(method: .post, scheme: "http", authority: "x", path: "/")))
    for _ in 0..<5 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(9))
      try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "0123456789")))
    }
    try channel.writeInbound(HTTPRequestPart.end(nil))
    channel.embeddedEventLoop.advanceTime(by: .seconds(100))
    #expect(channel.isActive)
  }
}
