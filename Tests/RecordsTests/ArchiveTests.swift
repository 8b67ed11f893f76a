// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Market
import Testing

@testable import Records

@Suite("Archives")
struct ArchiveTests {
    /// A report that another program has compressed, with code tables of its own (zlib, level 9).
    static let packed = """
        bZbNrlVFEIXnPMum0vVfPXfiWzkxJCQgiSJRSBwJTgiQECIob8M599y3sI4kdt0uJ3sPTq17e63u9fU+P/v9/OK34/Ti0/mXN6cnj06vnx1f/vzr\
        y+cfv/3muDx8d3n/8Ti9e3rz+O3tgx/u0SC7P/z+wOPm+fvb7369fH55yBjHgOtj/U53fseDHfLpE+ea4TszdLhAPjU41ozcmeEDESFf7OprSO8M\
        yYEScH2Z2xqybcUYCqmcOnUN+bZsIoJUuqKsodjWTTohlSrMa2huC6dpkEpmpf+GcGwLZ2ZIJZLjGtqjZh+Qyoxy5Y173jIcUuk4VuC4By4ikEod\
        tBLHPXEJBLyuX1biuCeuGJDKsBU47oGrKqQwPFbguAeukyCV5mMFjnvgRhNSKUYrcNwDNzNIJamswGkP3AdDKsVW3rTn7TIghXksV9605+3ukMpc\
        2cqb9rwDBVIphCtv2vMORUglIa+8ac87IiCVuuKmPW5SSJlPX2nTnrYRpE5jrrBpD3tOSB0Hcm3/6e+np4fPb1//dP7549diskFq0ZkqBbY5uQ4A\
        zWOaYiXBNpfLxwGc4auPSoNtLhsqDpznRmJWIGxzWdIQYDpYRlQmNB9MCHy1Q16x0HywBrAck8QqGZoPngqc+4CmFQ7NhzAB516MkMqH5kNsAud+\
        jMEVEc2HDgOOXB9VSDQbCS3gmedJsHKi2dAYICN7aaOiotkwdJB0Yz4rLZoNUwH5F51RidFs2ESQdINemdFsOAVI1kLYKjaaDTcF0cNYtZKj2YhB\
        IJZNdanwaDaCJ4jnYZ1cAdJshBtItgOpIqSXg0FyMwZjhUjfjAGaz6mjYqSbcNC8ecNmBUnzgCSg+fKISpPecENQPqYPr0TpJmaA5pYYWaVKbzgr\
        qOa1IFrJcvnw/c2nV+fHf1wePfnacCdQy+aaVLJsc1ntMUE9MwyuZNnm+PqHQLMZPKiSZZvLhgeDzjxahJUs29zIQzLAcjtQRiVL8yHqYLkfQ2cl\
        S/MhU8CSux4VLM2GMoLlyYrpFSzNhlqAyWGBVsHSbNhQMD3EWStYmg0TArODssGVLM1GEgAsv4qcK1iajQQjWGRzJ1WwNBuuDDbzvyNWsDQbPgd4\
        bgrzqGBpNoIc/PqBJ7OSpdkIE/Bsh0UFS7OB4LkXI7xi5X+OFHhuxRhWqdI9KLjmzUFaodIsJE3ALT9kRSpVmgWUCe55oIwrVrqHMPDI4gZVrjQX\
        RAw+82ANrGBpNsgGRN6ASqOCpRd8OkTaEZ4VLL3gLBBZjLx6K1h6wR0h8mSR+71/AA==
        """

    static let content: [UInt8] = {
        var text = "日期,场景名字,主体ID,花费,展现量\n"
        for index in 0..<84 {
            let day = "2026-07-" + (index % 28 < 9 ? "0" : "") + "\(1 + index % 28)"
            let cents = (index % 100 < 10 ? "0" : "") + "\(index % 100)"
            text +=
                "\(day),\(["直通车", "引力魔方", "超级推荐"][index / 28]),\(400 + index % 5),\(index * 37 % 900).\(cents),\(index * 7919 % 10_000)\n"
        }
        return Array(text.utf8)
    }()

    static func inflate(_ packed: [UInt8], piece: Int = 1 << 16, output: Int = 1 << 18) throws -> [UInt8] {
        var rest = packed[...]
        var inflater = Inflater {
            defer { rest = rest.dropFirst(piece) }
            return Array(rest.prefix(piece))
        }
        var result: [UInt8] = []
        while try inflater.read(output, into: &result) {}
        return result
    }

    @Test("What others have compressed, in pieces of any size", arguments: [1, 7, 1 << 16], [1, 100, 1 << 18])
    func codeTables(piece: Int, output: Int) throws {
        let packed = try #require(Data(base64Encoded: Self.packed))
        #expect(try Self.inflate([UInt8](packed), piece: piece, output: output) == Self.content)
    }

    @Test("Fixed codes and stored blocks")
    func otherBlocks() throws {
        let fixed = try #require(Data(base64Encoded: "MzIwMtM1MNc1MNFJ5DKCcUyBHAA="))
        #expect(try Self.inflate([UInt8](fixed)) == Array("2026-07-04,a\n2026-07-05,a\n".utf8))
        let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * 31) }
        #expect(try Self.inflate(ZipWriter.storedBlocks(large)) == large)
        #expect(try Self.inflate(ZipWriter.storedBlocks([])).isEmpty)
    }

    /// Damage is an error or another text, never a crash; a checksum tells the two apart.
    @Test("Damaged data")
    func damaged() throws {
        let packed = [UInt8](try #require(Data(base64Encoded: Self.packed)))
        var random = CounterRandom(seed: 11, 1)
        for _ in 0..<500 {
            var bytes = packed
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            let result = try? Self.inflate(bytes)
            #expect(result?.count ?? 0 < 10_000_000)
        }
    }

    @Test("An archive gives the tables that are in it; names may be in GBK")
    func tables() throws {
        var zip = ZipWriter()
        zip.add("说明.pdf", Array("%PDF".utf8))
        zip.add("__MACOSX/._a.csv", Array("x".utf8))
        zip.add("a (2).csv", Self.content)
        zip.add("a (1).csv", Array("日期,渠道,花费\n2026-07-04,搜索,1\n".utf8))
        zip.add("a.csv", Self.content)
        if canEncodeGB18030 { zip.add(gb18030("直通车.csv"), Array("日期,花费\n2026-07-04,1\n".utf8)) }
        let (taken, skipped) = try ExportFile.tables(in: zip.bytes, name: "d.zip")
        #expect(taken.map(\.name) == ["d.zip/a.csv", "d.zip/a (1).csv"] + (canEncodeGB18030 ? ["d.zip/直通车.csv"] : []))
        #expect(skipped.map(\.reason.rawValue).sorted() == ["copy", "kind", "lock"])
        if canEncodeGB18030 {
            #expect(try ExportReader.read(try #require(taken.last).open()).records.map(\.line.channel) == ["直通车"])
        }
    }

    @Test("A workbook's blank rows and cells keep their places")
    func workbook() throws {
        let sheet = """
            <worksheet><sheetData><row r="3"><c r="B3" t="inlineStr"><is><t>a &amp; "b", c</t></is></c><c r="D3"><v>1.5</v></c></row>\
            <row r="4"/><row r="6"><c r="A6" t="str"><v>x</v></c></row></sheetData></worksheet>
            """
        var zip = ZipWriter()
        zip.add("xl/workbook.xml", [])
        zip.add("xl/worksheets/sheet1.xml", Array(sheet.utf8))
        let archive = try ZipArchive(RandomBytes(zip.bytes, file: "w.xlsx"))
        let table = String(decoding: try #require(Workbook(archive)).table(0), as: UTF8.self)
        #expect(table == "\n\n,\"a & \"\"b\"\", c\",,1.5\n\n\nx,,,\n")
    }
}
