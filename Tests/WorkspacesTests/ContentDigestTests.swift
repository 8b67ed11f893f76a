// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Workspaces

@Suite("Content digest")
struct ContentDigestTests {
    @Test("SHA-256 of the standard's own example")
    func knownValue() {
        // FIPS 180-4, example of "abc".
        #expect(ContentDigest.sha256(of: "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(ContentDigest.sha256(of: Array("abc".utf8)) == ContentDigest.sha256(of: "abc"))
    }
}
