import Glibc
import Settings

/// Where one device keeps its things: one home is one device.
package struct Home: Hashable, Sendable {
    package let configuration: String
    /// Holds the store.
    package let data: String
    /// Holds logs.
    package let state: String

    /// The three folders under one.
    package init(_ directory: String) {
        self.init(
            configuration: directory + "/config", data: directory + "/data",
            state: directory + "/state")
    }

    private init(configuration: String, data: String, state: String) {
        self.configuration = configuration
        self.data = data
        self.state = state
    }

    /// `PAGEMAGIC_HOME`, else the XDG folders.
    package init(environment: [String: String]) throws(CommandFailure) {
        if let directory = environment["PAGEMAGIC_HOME"], !directory.isEmpty {
            self.init(Home.absolute(directory))
            return
        }
        let user = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        func folder(_ name: String, _ under: String) throws(CommandFailure) -> String {
            if let given = environment[name], given.hasPrefix("/") { return given + "/pagemagic" }
            guard let user else {
                throw CommandFailure(
                    .failed, "HOME is not set.", hint: "Set HOME or PAGEMAGIC_HOME to a folder.")
            }
            return user + under + "/pagemagic"
        }
        self.init(
            configuration: try folder("XDG_CONFIG_HOME", "/.config"),
            data: try folder("XDG_DATA_HOME", "/.local/share"),
            state: try folder("XDG_STATE_HOME", "/.local/state"))
    }

    private static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard getcwd(&buffer, buffer.count) != nil else { return path }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) + "/"
            + path
    }

    /// `config.toml`, or an empty configuration where there is none.
    package func readConfiguration() throws -> Configuration {
        let path = configuration + "/config.toml"
        guard access(path, F_OK) == 0 else { return Configuration() }
        return try Configuration.read(SettingsFolders.text(of: path), file: path)
    }
}
