// SPDX-License-Identifier: GPL-3.0-or-later

extension TextTree {
    /// The same document with the value under a path of keys replaced or added: `channels.search.total_max`, `stages[2].budget`.
    ///
    /// Nil when a key on the way is no map, or a position is not in its list. What is added stands on the line of what it was put into, so
    /// that errors still name a place.
    public func setting(_ path: String, to value: TextTree) -> TextTree? {
        let steps = path.split(separator: ".", omittingEmptySubsequences: false).flatMap { part -> [Step] in
            guard let open = part.firstIndex(of: "["), part.hasSuffix("]"),
                let position = Int(part[part.index(after: open)..<part.index(before: part.endIndex)])
            else { return [.key(String(part))] }
            return [.key(String(part[..<open])), .position(position - 1)]
        }
        return setting(steps[...], to: value)
    }

    private enum Step {
        case key(String)
        case position(Int)
    }

    private func setting(_ steps: ArraySlice<Step>, to value: TextTree) -> TextTree? {
        guard let step = steps.first else {
            var placed = value
            placed.line = line
            placed.column = column
            return placed
        }
        var copy = self
        switch step {
        case .position(let position):
            guard case .list(var values) = content, values.indices.contains(position),
                let changed = values[position].setting(steps.dropFirst(), to: value)
            else { return nil }
            values[position] = changed
            copy.content = .list(values)
        case .key(let key):
            guard !key.isEmpty else { return nil }
            var entries: [Entry]
            if case .map(let found) = content { entries = found } else if isNull { entries = [] } else { return nil }
            if let index = entries.firstIndex(where: { $0.key == key }) {
                guard let changed = entries[index].value.setting(steps.dropFirst(), to: value) else { return nil }
                entries[index].value = changed
            } else {
                let empty = TextTree(.scalar("", quoted: false), line: line, column: column)
                guard let made = empty.setting(steps.dropFirst(), to: value) else { return nil }
                entries.append(Entry(key: key, line: line, column: column, value: made))
            }
            copy.content = .map(entries)
        }
        return copy
    }
}
