// SPDX-License-Identifier: GPL-3.0-or-later

extension TextTree {
    /// The same document with defaults where it says nothing, and the keys that came from them, such as `settings.cycle` or `owned[2]`.
    ///
    /// Maps are filled key by key, and items of lists by what names them (`name`, else `audience`); items that only the defaults have follow
    /// at the end. What the document says stays as it is: also a list that is empty, or a key without a value.
    func filled(from defaults: TextTree, field: String = "") -> (tree: TextTree, taken: [String]) {
        var taken: [String] = []
        let tree = filled(from: defaults, field: field, &taken)
        return (tree, taken)
    }

    private func filled(from defaults: TextTree, field: String, _ taken: inout [String]) -> TextTree {
        var copy = self
        switch (content, defaults.content) {
        case (.map(var entries), .map(let others)):
            for other in others {
                let key = field.isEmpty ? other.key : "\(field).\(other.key)"
                if let index = entries.firstIndex(where: { $0.key == other.key }) {
                    entries[index].value = entries[index].value.filled(from: other.value, field: key, &taken)
                } else {
                    entries.append(other)
                    taken.append(key)
                }
            }
            copy.content = .map(entries)
        case (.list(var values), .list(let others)) where !values.isEmpty:
            for other in others {
                guard let name = other.itemName else { continue }
                if let index = values.firstIndex(where: { $0.itemName == name }) {
                    values[index] = values[index].filled(from: other, field: "\(field)[\(index + 1)]", &taken)
                } else {
                    values.append(other)
                    taken.append("\(field)[\(values.count)]")
                }
            }
            copy.content = .list(values)
        default: break
        }
        return copy
    }

    /// What tells an item of a list from the others.
    private var itemName: String? { self["name"]?.text ?? self["audience"]?.text }
}
