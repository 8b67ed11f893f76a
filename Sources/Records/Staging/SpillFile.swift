// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import Market

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A temporary file of packed rows that no name leads to: whatever happens to the process, the system clears it away.
final class SpillFile {
    private let descriptor: Int32
    private let path: String
    private var rows = 0
    private static let rowSize = MemoryLayout<PackedRow>.stride

    init() throws(RecordsError) {
        let folder = FileManager.default.temporaryDirectory.path
        var name = Array((folder + "/wanxiang-XXXXXX").utf8CString)
        path = folder
        descriptor = unsafe name.withUnsafeMutableBufferPointer { unsafe mkstemp($0.baseAddress!) }
        guard descriptor >= 0 else { throw .unwritable(file: folder, code: errno) }
        _ = unsafe name.withUnsafeBufferPointer { unsafe unlink($0.baseAddress!) }
    }

    deinit { close(descriptor) }

    /// Writes `more` behind what is there.
    func append(_ more: [PackedRow]) throws(RecordsError) {
        let size = more.count * Self.rowSize
        var done = 0
        while done < size {
            let count = unsafe more.withUnsafeBytes { bytes in
                unsafe pwrite(descriptor, bytes.baseAddress! + done, size - done, off_t(rows * Self.rowSize + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .unwritable(file: path, code: errno) }
            done += count
        }
        rows += more.count
    }

    /// `count` rows from row `start` on.
    func read(_ start: Int, _ count: Int) throws(RecordsError) -> [PackedRow] {
        let blank = PackedRow(day: Day(number: 0), line: 0, spend: .zero, hash: 0, fileLine: 0)
        var piece = [PackedRow](repeating: blank, count: count)
        let size = count * Self.rowSize
        var done = 0
        while done < size {
            let count = unsafe piece.withUnsafeMutableBytes { bytes in
                unsafe pread(descriptor, bytes.baseAddress! + done, size - done, off_t(start * Self.rowSize + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .unreadable(file: path, code: errno) }
            done += count
        }
        return piece
    }
}
