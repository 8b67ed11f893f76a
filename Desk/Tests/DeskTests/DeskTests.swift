// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Desk

/// The workspace over a campaign in a folder of its own, asked as a browser asks.
struct DeskTests {
    /// A folder with one simulated campaign and one broken brief.
    static func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
        let shop = folder.appendingPathComponent("shop")
        try FileManager.default.createDirectory(at: shop, withIntermediateDirectories: true)
        func write(_ text: String, _ name: String) throws {
            try text.write(to: shop.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        try write("world: snacks\nsize: small\nseed: 7\ndays: 90\nbegin: 2025-01-01\n", "world.yaml")
        try write(
            "title: \"<script>alert(1)</script>\"\nscenario: shop-wide\nbegin: 2025-04-01\nend: 2025-04-14\nbudget: 3000\nworld: world.yaml\n",
            "brief.yaml")
        try "scenario: nonsense\n".write(
            to: folder.appendingPathComponent("broken.yaml"), atomically: true, encoding: .utf8)
        return folder.path
    }

    static let host: HTTPFields = [.contentType: "application/json"]

    static func json(_ buffer: ByteBuffer) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(buffer.readableBytesView)) as? [String: Any])
    }

    /// Plans the folder's campaign and hands over a client and the plan's number.
    static func withPlan(
        token: String? = nil, _ body: @Sendable (any TestClientProtocol, Int, String) async throws -> Void
    ) async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let service = DeskService(try DeskOptions(folder: folder))
        try await Application(router: service.router()).test(.live) { client in
            let started = try await client.execute(
                uri: "/api/plans", method: .post, headers: host, body: ByteBuffer(string: #"{"brief": "shop"}"#))
            #expect(started.status == .accepted)
            var job = try json(started.body)
            let id = try #require(job["id"] as? Int)
            for _ in 0..<600 where job["state"] as? String == "running" {
                try await Task.sleep(for: .milliseconds(50))
                job = try json(try await client.execute(uri: "/api/jobs/\(id)", method: .get).body)
            }
            #expect(job["state"] as? String == "done", "\(job)")
            try await body(client, try #require(job["plan"] as? Int), folder)
        }
    }

    @Test func aBriefIsPlannedShownChangedSavedAndCompared() async throws {
        try await Self.withPlan { client, plan, _ in
            let page = try await client.execute(uri: "/plans/\(plan)", method: .get)
            #expect(page.status == .ok)
            let text = String(buffer: page.body)
            #expect(text.contains("&lt;script&gt;alert(1)") && !text.contains("<script>alert"))
            #expect(page.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
            // More money brings more, on the same curves.
            let answer = try await client.execute(
                uri: "/api/what-if", method: .post, headers: Self.host,
                body: ByteBuffer(string: #"{"plan": \#(plan), "changes": [{"path": "budget", "value": "4000"}]}"#))
            #expect(answer.status == .ok, "\(String(buffer: answer.body))")
            let found = try Self.json(answer.body)
            func value(_ key: String) throws -> Double {
                let entry = try #require(found[key] as? [String: Any])
                return try #require((entry["value"] as? [String: Any])?["mean"] as? Double)
            }
            #expect(try value("changed") > value("as_it_is"))
            let saved = try await client.execute(
                uri: "/api/plans", method: .post, headers: Self.host,
                body: ByteBuffer(string: #"{"plan": \#(plan), "changes": [{"path": "budget", "value": "4000"}]}"#))
            #expect(saved.status == .created)
            let other = try #require(try Self.json(saved.body)["id"] as? Int)
            let compared = try await client.execute(uri: "/compare?plan=\(plan)&plan=\(other)", method: .get)
            #expect(compared.status == .ok && String(buffer: compared.body).contains("budget=4000"))
            for ending in ["csv", "json", "html"] {
                #expect(try await client.execute(uri: "/plans/\(other).\(ending)", method: .get).status == .ok)
            }
        }
    }

    @Test func whatIsWrongIsSaidAndNothingElseHappens() async throws {
        try await Self.withPlan { client, plan, _ in
            func post(_ uri: String, _ body: String, _ headers: HTTPFields = Self.host) async throws -> HTTPResponse.Status {
                try await client.execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body)).status
            }
            #expect(try await post("/api/what-if", "{") == .badRequest)
            #expect(try await post("/api/what-if", #"{"plan": "x"}"#) == .badRequest)
            #expect(try await post("/api/what-if", #"{"plan": 99, "changes": []}"#) == .notFound)
            // A file is never read because a browser names it.
            for key in ["history", "world", "goods", "curves", "past_plans", "benefits", "programmes"] {
                let body = #"{"plan": \#(plan), "changes": [{"path": "\#(key)", "value": "/etc/passwd"}]}"#
                #expect(try await post("/api/what-if", body) == .badRequest)
            }
            let impossible = #"{"plan": \#(plan), "changes": [{"path": "targets.roi", "value": "5000"}]}"#
            let status = try await post("/api/what-if", impossible)
            #expect(status == .unprocessableContent || status == .ok)
            #expect(try await post("/api/plans", #"{"brief": "../brief.yaml"}"#) == .badRequest)
            #expect(try await post("/api/plans", #"{"brief": 0}"#) == .badRequest)
            // A body that is too long is not read.
            #expect(try await post("/api/what-if", String(repeating: " ", count: 1_000_000)) == .contentTooLarge)
            // Another page's write, another name for this server, and what is no JSON.
            var foreign = Self.host
            foreign[.origin] = "http://evil.example"
            #expect(try await post("/api/what-if", "{}", foreign) == .forbidden)
            #expect(try await post("/api/what-if", "{}", [.contentType: "text/plain"]) == .unsupportedMediaType)
            for path in ["/plans/../../etc/passwd", "/plans/1.exe", "/plans/-1", "/plans/1.2.csv", "/nothing", "/api/jobs/x"] {
                let status = try await client.execute(uri: path, method: .get).status.code
                #expect((400..<500).contains(status), "\(path): \(status)")
            }
            #expect(try await client.execute(uri: "/compare?plan=1", method: .get).status == .badRequest)
            // It still works.
            #expect(try await client.execute(uri: "/", method: .get).status == .ok)
        }
    }

    @Test func fiftyAskAtOnceAndEachGetsItsOwnAnswer() async throws {
        try await Self.withPlan { client, plan, _ in
            try await withThrowingTaskGroup(of: (Int, Double).self) { group in
                for number in 0..<50 {
                    group.addTask {
                        let budget = 2000 + 50 * (number % 10)
                        let body = #"{"plan": \#(plan), "changes": [{"path": "budget", "value": "\#(budget)"}]}"#
                        let answer = try await client.execute(
                            uri: "/api/what-if", method: .post, headers: Self.host, body: ByteBuffer(string: body))
                        #expect(answer.status == .ok)
                        let changed = try #require(try Self.json(answer.body)["changed"] as? [String: Any])
                        let value = try #require((changed["value"] as? [String: Any])?["mean"] as? Double)
                        #expect(try #require(changed["cost_fen"] as? Int) <= budget * 100)
                        return (budget, value)
                    }
                }
                var values: [Int: Set<Double>] = [:]
                for try await (budget, value) in group { values[budget, default: []].insert(value) }
                // The same question has the same answer, whoever else asks.
                #expect(values.count == 10 && values.values.allSatisfy { $0.count == 1 })
                let rising = values.sorted { $0.key < $1.key }.compactMap(\.value.first)
                #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 < $1 })
            }
        }
    }

    @Test func anAddressBeyondTheMachineNeedsAToken() async throws {
        #expect(throws: DeskError.self) { try DeskOptions(folder: ".", host: "0.0.0.0") }
        #expect(throws: DeskError.self) { try DeskOptions(folder: ".", host: "0.0.0.0", token: "short") }
        let token = "0123456789abcdef"
        let options = try DeskOptions(folder: NSTemporaryDirectory(), token: token)
        try await Application(router: DeskService(options).router()).test(.live) { client in
            #expect(try await client.execute(uri: "/", method: .get).status == .unauthorized)
            #expect(
                try await client.execute(uri: "/", method: .get, headers: [.authorization: "Bearer \(token)"]).status == .ok)
            let first = try await client.execute(uri: "/?token=\(token)", method: .get)
            #expect(first.status == .ok && first.headers[.setCookie]?.contains("HttpOnly") == true)
            // A write does not take the token from its address, where another page could have put it.
            let write = try await client.execute(
                uri: "/api/plans?token=\(token)", method: .post, headers: Self.host, body: ByteBuffer(string: "{}"))
            #expect(write.status == .unauthorized)
        }
    }

    @Test func aForeignNameIsRefused() {
        for (authority, name) in [("127.0.0.1:8080", "127.0.0.1"), ("[::1]:80", "[::1]"), ("evil.example", "evil.example")] {
            #expect(DeskGuard<BasicRequestContext>.hostName(authority) == name)
        }
        let options = try? DeskOptions(folder: ".")
        #expect(options?.isKnown(host: "evil.example") == false && options?.isKnown(host: "localhost") == true)
    }

    @Test func everyRouteIsDescribed() throws {
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(OpenAPI.document.utf8)) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let service = DeskService(try DeskOptions(folder: "."))
        for route in service.router().routes where route.path.description.hasPrefix("/api/") {
            let path = route.path.description.replacing(":id", with: "{id}")
            #expect(paths[path]?[route.method.rawValue.lowercased()] != nil, "\(route.method) \(path)")
        }
    }

    @Test func namesOfFilesAreHarmless() {
        #expect(DeskAnswer.safe("a b\"/../x\n.csv") == "a-b--..-x-.csv")
    }
}
