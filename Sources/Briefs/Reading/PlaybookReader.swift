// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra

/// Reads the files of playbooks.
public enum PlaybookReader {
    /// Keys of a brief for which a playbook may give defaults: what a category is like, and never a shop's files, dates or money.
    public static let keys = [
        "targets", "affiliate", "owned", "referral", "coupons", "basket", "capability", "staff_hours_per_day",
        "messages_per_day",
        "change_limit", "explore_share", "carry_out_weight", "settings",
    ]

    /// Reads one playbook. Throws what is wrong with it; its defaults are checked where a brief takes them.
    public static func read(path: String) throws(BriefFaults) -> Playbook {
        var fields = FieldReader(file: path)
        let tree = try TextTree.read(path: path)
        let keys = ["name", "title", "also", "about", "about_chinese", "defaults"]
        guard let top = fields.section(tree, field: "", line: 1, keys: keys) else {
            try fields.finish()
            throw BriefFaults(.empty(file: path))
        }
        for key in ["name", "title", "about", "about_chinese", "defaults"] { fields.require(top, key) }
        let name = fields.name(top, "name")
        let title = fields.name(top, "title")
        let also = fields.names(top, "also")
        let about = fields.name(top, "about")
        let chinese = fields.name(top, "about_chinese")
        _ = fields.section(top, "defaults", keys: Self.keys)
        try fields.finish()
        return Playbook(
            file: path, name: name?.value ?? "", title: title?.value ?? "", also: also.map(\.value), about: about?.value ?? "",
            aboutChinese: chinese?.value ?? "", defaults: tree["defaults"] ?? TextTree(.map([]), line: 1, column: 1))
    }
}
