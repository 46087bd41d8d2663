using System.Text.Json.Serialization;
using GovernedMcp.Governance.Files;

namespace GovernedMcp.Storage.Files;

/// <summary>How the facts of a kept file are written, told at build time: working it out takes longer than the first file does.</summary>
[JsonSerializable(typeof(KeptFile))]
internal sealed partial class ShelfJson : JsonSerializerContext;
