// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// What a new customer who comes through one channel is worth, under `customer_value: by_channel:`.
public struct ChannelCustomerValue: Sendable, Hashable {
    public var channel: Cited<Channel>
    public var value: Cited<Money>

    public init(channel: Cited<Channel>, value: Cited<Money>) {
        self.channel = channel
        self.value = value
    }
}

extension Brief {
    /// Yuan that a new customer is worth by the channels for which the brief says so.
    public var customerYuanByChannel: [Channel: Double] {
        Dictionary(
            newCustomerValueByChannel.map { ($0.channel.value, $0.value.value.yuan) }, uniquingKeysWith: { first, _ in first })
    }
}
