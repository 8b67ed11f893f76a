// SPDX-License-Identifier: GPL-3.0-or-later

/// A playbook in words.
public struct PlaybookText: Sendable, Hashable, Codable {
    public var name: String
    /// The category's Chinese name.
    public var title: String
    /// What it does, in the reader's language.
    public var about: String
    public var file: String

    public init(name: String, title: String, about: String, file: String) {
        self.name = name
        self.title = title
        self.about = about
        self.file = file
    }
}

/// The playbooks that there are, one line each.
public enum PlaybookListView {
    /// The view's lines; none without playbooks.
    public static func lines(_ playbooks: [PlaybookText], _ settings: ViewSettings = ViewSettings()) -> [String] {
        guard !playbooks.isEmpty else { return [] }
        return settings.heading(settings.catalogue.text("label.playbooks"))
            + playbooks.flatMap {
                settings.paragraph("\(SafeText.line($0.name)) \(SafeText.line($0.title)): \(SafeText.line($0.about))")
            }
    }
}
