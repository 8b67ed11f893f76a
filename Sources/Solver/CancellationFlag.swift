// SPDX-License-Identifier: GPL-3.0-or-later
import CGLPKShim

/// Raised from another thread, a task or a signal handler to stop solves that carry it.
///
/// Safe to share: the flag is one atomic integer, and this object never changes.
public final class CancellationFlag: @unchecked Sendable {
    // Null only when not even one integer could be allocated; then nothing can be cancelled.
    let handle: OpaquePointer?

    public init() { handle = wx_flag_new() }
    deinit { wx_flag_free(handle) }

    /// Stops the solves that carry this flag, within about a tenth of a second.
    public func cancel() {
        if let handle { wx_flag_set(handle, 1) }
    }

    /// True once `cancel` was called.
    public var isCancelled: Bool {
        guard let handle else { return false }
        return wx_flag_get(handle) != 0
    }
}
