// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Workspaces

@Suite("Documents")
struct DocumentTests {
    @Test("Versions count up, the same content is the same version")
    func versions() throws {
        let workspace = try ShopWorkspace.create(folder: temporaryFolder())
        let first = try workspace.saveDocument(kind: "plan", name: "july", json: #"{"a":1}"#, inputs: ["brief": "x"])
        #expect(first.version == 1)
        #expect(first.digest == ContentDigest.sha256(of: #"{"a":1}"#))
        #expect(try workspace.saveDocument(kind: "plan", name: "july", json: #"{"a":1}"#, inputs: ["brief": "x"]) == first)
        #expect(try workspace.saveDocument(kind: "plan", name: "july", json: #"{"a":1}"#, inputs: ["brief": "y"]).version == 2)
        #expect(try workspace.saveDocument(kind: "plan", name: "july", json: "[]").version == 3)
        #expect(try workspace.saveDocument(kind: "replay", name: "july", json: "[]").version == 1)
        #expect(try workspace.document(kind: "plan", name: "july").json == "[]")
        #expect(try workspace.document(kind: "plan", name: "july", version: 1) == first)
        #expect(try workspace.documents(kind: "plan").map(\.version) == [1, 2, 3])
    }

    @Test("What is not there, and what is not JSON")
    func errors() throws {
        let workspace = try ShopWorkspace.create(folder: temporaryFolder())
        #expect(
            failure { _ = try workspace.document(kind: "plan", name: "x") }
                == .noDocument(kind: "plan", name: "x", version: 0))
        #expect(failure { try workspace.saveDocument(kind: "plan", name: "x", json: "{") } == .notJSON(kind: "plan", name: "x"))
        #expect(try workspace.documents(kind: "plan").isEmpty)
    }
}
