// SPDX-License-Identifier: GPL-3.0-or-later

/// The results of `body` for 0 ..< `count`, worked out on all cores, in order. They cannot depend on the number of threads: each one knows only its number.
public func concurrently<Result: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Result) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
        for index in 0..<max(0, count) { group.addTask { (index, body(index)) } }
        var found = [Result?](repeating: nil, count: max(0, count))
        for await (index, result) in group { found[index] = result }
        return found.compactMap { $0 }
    }
}
