// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records

/// Channels whose spend moves together, so that data cannot tell them apart.
enum Collinearity {
    static func notices(_ lines: [LineSeries]) -> [Notice] {
        var byChannel: [Channel: [Double]] = [:]
        for line in lines {
            if let sum = byChannel[line.line.channel] {
                byChannel[line.line.channel] = zip(sum, line.spend).map { $0 + $1 }
            } else {
                byChannel[line.line.channel] = line.spend
            }
        }
        let channels = byChannel.keys.sorted()
        var result: [Notice] = []
        for (index, a) in channels.enumerated() {
            for b in channels[(index + 1)...] {
                guard let first = byChannel[a], let second = byChannel[b], first.count >= 14 else { continue }
                let correlation = PilotFit.correlation(first, second)
                if correlation > 0.9 {
                    result.append(
                        Notice(
                            "response.channels-move-together",
                            ["first": .text(a.rawValue), "second": .text(b.rawValue), "correlation": .number(correlation)]))
                }
            }
        }
        return result
    }
}
