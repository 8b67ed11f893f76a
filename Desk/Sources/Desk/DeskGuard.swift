// SPDX-License-Identifier: GPL-3.0-or-later
import HTTPTypes
import Hummingbird
import Market
import Report

/// Who may ask, and what every answer says to the browser: no foreign host name, no foreign page's writes, the token where one is set.
struct DeskGuard<Context: RequestContext>: RouterMiddleware {
    let options: DeskOptions
    let page: DeskPage

    static var tokenCookie: String { "wanxiang-token" }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        if let refused = refusal(of: request) {
            response = refused
        } else {
            do { response = try await next(request, context) } catch { response = DeskAnswer.fault(error, request, page) }
        }
        if let token = options.token, request.uri.queryParameters.get("token") == token {
            response.headers[.setCookie] = "\(Self.tokenCookie)=\(token); HttpOnly; SameSite=Strict; Path=/"
        }
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; "
            + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[HTTPField.Name("Referrer-Policy")!] = "no-referrer"
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func refusal(of request: Request) -> Response? {
        let catalogue = MessageCatalogue(options.language)
        func refused(_ status: HTTPResponse.Status, _ key: String) -> Response {
            DeskAnswer.fault(status, [catalogue.text(key)], request, page)
        }
        guard let name = Self.hostName(request.head.authority), options.isKnown(host: name) else {
            return refused(.forbidden, "desk.forbidden")
        }
        let isWrite = request.method != .get && request.method != .head
        if isWrite {
            // Browsers say where a write comes from; a page of another origin is refused whatever it sends.
            if let origin = request.headers[.origin], origin != "http://\(request.head.authority ?? "")",
                origin != "https://\(request.head.authority ?? "")"
            {
                return refused(.forbidden, "desk.forbidden")
            }
            if let site = request.headers[HTTPField.Name("Sec-Fetch-Site")!], site != "same-origin", site != "none" {
                return refused(.forbidden, "desk.forbidden")
            }
            if request.method == .post, request.headers[.contentType]?.hasPrefix("application/json") != true {
                return refused(.unsupportedMediaType, "desk.forbidden")
            }
        }
        guard let token = options.token else { return nil }
        let given = [
            request.headers[.authorization].flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil },
            request.cookies[Self.tokenCookie]?.value, isWrite ? nil : request.uri.queryParameters.get("token"),
        ]
        return given.contains { $0.map { Self.equal($0, token) } ?? false } ? nil : refused(.unauthorized, "desk.needs-token")
    }

    static func hostName(_ authority: String?) -> String? {
        guard let authority else { return nil }
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
        return authority.split(separator: ":", maxSplits: 1).first.map(String.init)
    }

    /// Takes the same time whatever the first difference is.
    private static func equal(_ one: String, _ other: String) -> Bool {
        let (a, b) = (Array(one.utf8), Array(other.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Answers in the form that was asked for.
enum DeskAnswer {
    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        body(text, "text/html; charset=utf-8", status)
    }

    static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        body(text, "application/json; charset=utf-8", status)
    }

    static func file(_ bytes: [UInt8], _ type: String, name: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .contentDisposition: "attachment; filename=\"\(safe(name))\""],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A file name without anything that a header or a shell could take for something else.
    static func safe(_ name: String) -> String {
        let kept = name.unicodeScalars.map { scalar -> Character in
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-._".unicodeScalars.contains(scalar))
            return isPlain ? Character(scalar) : "-"
        }
        return String(kept.prefix(80))
    }

    private static func body(_ text: String, _ type: String, _ status: HTTPResponse.Status) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// An error as the asker reads it: 4xx for what the asker can mend, 500 without details for what is ours.
    static func fault(_ error: any Error, _ request: Request, _ page: DeskPage) -> Response {
        if let known = error as? HTTPError {
            return fault(known.status, [known.body ?? known.status.reasonPhrase], request, page)
        }
        let faults = DeskFaults.of(error)
        let status: HTTPResponse.Status =
            switch (error as? DeskError, faults.first?.kind) {
            case (.noPlan?, _): .notFound
            case (.busy?, _): .serviceUnavailable
            case (_, .impossible?): .unprocessableContent
            case (_, .fault?), (_, .shortfall?), (_, nil): .internalServerError
            default: .badRequest
            }
        return fault(status, page.words(faults), request, page)
    }

    static func fault(_ status: HTTPResponse.Status, _ lines: [String], _ request: Request, _ page: DeskPage) -> Response {
        struct Document: Encodable {
            var error: [String]
        }
        if request.uri.path.hasPrefix("/api/") {
            return json((try? JSONText.text(Document(error: lines))) ?? "{}", status: status)
        }
        return html(page.fault("\(status.code) \(status.reasonPhrase)", lines), status: status)
    }
}
