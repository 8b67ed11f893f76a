// SPDX-License-Identifier: GPL-3.0-or-later

/// Breaks running text into lines by display cells, at spaces and between Chinese characters.
public enum TextWrap {
    /// `text` in lines of at most `width` cells; the first begins with `first`, the others with as many spaces.
    public static func lines(_ text: String, width: Int, first: String = "") -> [String] {
        let hanging = String(repeating: " ", count: DisplayWidth.of(first))
        let room = max(10, width - DisplayWidth.of(first))
        var lines: [String] = []
        var line = ""
        var used = 0
        for piece in pieces(of: text) {
            let size = DisplayWidth.of(piece)
            let needsSpace = used > 0 && piece.first == " "
            if used > 0, used + size > room, !(needsSpace && size == 1) {
                lines.append(line)
                line = ""
                used = 0
            }
            let shown = used == 0 && piece.first == " " ? String(piece.dropFirst()) : piece
            line += shown
            used += DisplayWidth.of(shown)
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines.enumerated().map { index, line in (index == 0 ? first : hanging) + line }
    }

    /// Words with the space before them; wide characters one by one, closing punctuation kept with what it closes.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var word = ""
        for character in SafeText.line(text) {
            if character == " " {
                if !word.isEmpty, word != " " { pieces.append(word) }
                word = " "
            } else if character == "%", word == " ", let number = pieces.popLast() {
                // A percent sign stays with its number.
                word = number + " %"
            } else if DisplayWidth.of(character) == 2, !"，。；：！？、）」』”’".contains(character) {
                if !word.isEmpty, word != " " { pieces.append(word) }
                word = word == " " ? " \(character)" : String(character)
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty, word != " " { pieces.append(word) }
        return pieces
    }
}
