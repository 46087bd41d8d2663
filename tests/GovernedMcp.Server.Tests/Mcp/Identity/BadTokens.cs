using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace GovernedMcp.Server.Tests.Mcp.Identity;

/// <summary>Tokens that prove nobody: each a good one with one thing wrong, and the reason that must be given.</summary>
internal static class BadTokens
{
    private static readonly SigningKey Foreign = SigningKey.Rsa("rsa-1");

    public static IReadOnlyDictionary<string, (Rule Rule, Func<IdentityWorld, string> Make)> All { get; } = new Dictionary<string, (Rule, Func<IdentityWorld, string>)>
    {
        ["none alg"] = (Rules.Identity.BadToken, world => Unsigned(world, "none")),
        ["none alg with a signature"] = (Rules.Identity.BadToken, world => Unsigned(world, "none") + "AAAA"),
        ["None in capitals"] = (Rules.Identity.BadToken, world => Unsigned(world, "NONE") + "AAAA"),
        ["HS256 with the public key"] = (Rules.Identity.BadToken, Hmac),
        ["an algorithm that is not listed"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header["alg"] = "RS512")),
        ["the algorithm of another kind of key"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header["alg"] = "ES256")),
        ["no alg"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header.Remove("alg"))),
        ["expired"] = (Rules.Identity.TokenTime, world => world.Token((_, claims) => claims["exp"] = Now(world) - 31)),
        ["no exp"] = (Rules.Identity.TokenTime, world => world.Token((_, claims) => claims.Remove("exp"))),
        ["exp is a text"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["exp"] = "never")),
        ["not valid yet"] = (Rules.Identity.TokenTime, world => world.Token((_, claims) => claims["nbf"] = Now(world) + 31)),
        ["nbf is a text"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["nbf"] = "soon")),
        ["issued in the future"] = (Rules.Identity.TokenTime, world => world.Token((_, claims) => claims["iat"] = Now(world) + 31)),
        ["wrong aud"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["aud"] = "https://other.example.com/mcp")),
        ["aud with a slash more"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["aud"] = IdentityWorld.Resource + "/")),
        ["aud missing"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims.Remove("aud"))),
        ["aud empty"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["aud"] = new JsonArray())),
        ["wrong iss"] = (Rules.Identity.NoIssuer, world => world.Token((_, claims) => claims["iss"] = "https://evil.example")),
        ["iss with a slash more"] = (Rules.Identity.NoIssuer, world => world.Token((_, claims) => claims["iss"] = world.Issuer.Name + "/")),
        ["iss missing"] = (Rules.Identity.NoIssuer, world => world.Token((_, claims) => claims.Remove("iss"))),
        ["unknown kid"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header["kid"] = "rsa-9")),
        ["no kid"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header.Remove("kid"))),
        ["bad signature"] = (Rules.Identity.BadToken, Spoilt),
        ["signed by another key of the same kid"] = (Rules.Identity.BadToken, world => world.Token(key: Foreign)),
        ["key embedded as jwk"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header["jwk"] = Foreign.Published.DeepClone(), Foreign)),
        ["key behind jku"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header["jku"] = world.Issuer.Address + "/evil", Foreign)),
        ["key behind x5u"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header["x5u"] = world.Issuer.Address + "/evil", Foreign)),
        ["typ of an id token"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header["typ"] = "id+jwt")),
        ["typ of a logout token"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header["typ"] = "logout+jwt")),
        ["typ is a number"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header["typ"] = 1)),
        ["an id token by its own word"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["typ"] = "ID")),
        ["an id token by its hash"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["at_hash"] = "x")),
        ["bound to a key of the client"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["cnf"] = new JsonObject { ["jkt"] = "x" })),
        ["a critical extension"] = (Rules.Identity.BadToken, world => world.Token((header, _) => header["crit"] = new JsonArray("exp"))),
        ["a claim twice"] = (Rules.Identity.BadToken, Doubled),
        ["missing workflow claim"] = (Rules.Identity.NoWorkflow, world => world.Token((_, claims) => claims.Remove("groups"))),
        ["workflow claim is an object"] = (Rules.Identity.NoWorkflow, world => world.Token((_, claims) => claims["groups"] = new JsonObject { ["ap"] = true })),
        ["unmapped workflow"] = (Rules.Identity.NoWorkflow, world => world.Token((_, claims) => claims["groups"] = new JsonArray("staff"))),
        ["the workflow's own name, unmapped"] = (Rules.Identity.NoWorkflow, world => world.Token((_, claims) => claims["groups"] = "desk")),
        ["mapped to a workflow that is gone"] = (Rules.Identity.NoWorkflow, world => world.Token((_, claims) => claims["groups"] = "gone")),
        ["missing person"] = (Rules.Identity.NoPerson, world => world.Token((_, claims) => claims.Remove("email"))),
        ["empty person"] = (Rules.Identity.NoPerson, world => world.Token((_, claims) => claims["email"] = "")),
        ["a person of look-alike letters"] = (Rules.Identity.NoPerson, world => world.Token((_, claims) => claims["email"] = "d\u0430na@example.com")),
        ["a person not verified"] = (Rules.Identity.NoPerson, world => world.Token((_, claims) => claims["email_verified"] = false)),
        ["missing sub"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims.Remove("sub"))),
        ["sub with a line break"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["sub"] = "a\nb")),
        ["client is a number"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["azp"] = 7)),
        ["oversized"] = (Rules.Identity.BadToken, world => world.Token((_, claims) => claims["more"] = new string('x', 16 * 1024))),
        ["two dots only"] = (Rules.Identity.BadToken, _ => ".."),
        ["garbage with dots"] = (Rules.Identity.BadToken, _ => "not.a.token"),
        ["five parts"] = (Rules.Identity.BadToken, world => world.Token() + ".AAAA.AAAA"),
        ["header is a list"] = (Rules.Identity.BadToken, _ => $"{Base64UrlEncoder.Encode("[]")}.{Base64UrlEncoder.Encode("{}")}.AAAA"),
        ["garbage"] = (Rules.Identity.UnknownKey, _ => "garbage"),
        ["nothing after the scheme"] = (Rules.Identity.UnknownKey, _ => ""),
        ["two tokens"] = (Rules.Identity.BadToken, world => $"{world.Token()}, Bearer {world.Token()}"),
    };

    private static long Now(IdentityWorld world) => world.World.Clock.Now.ToUnixTimeSeconds();

    private static string[] Parts(IdentityWorld world, Action<JsonObject, JsonObject>? change = null) => world.Token(change).Split('.');

    private static string Unsigned(IdentityWorld world, string algorithm)
    {
        var parts = Parts(world, (header, _) => header["alg"] = algorithm);
        return $"{parts[0]}.{parts[1]}.";
    }

    private static string Hmac(IdentityWorld world)
    {
        var parts = Parts(world, (header, _) => header["alg"] = "HS256");
        var signed = $"{parts[0]}.{parts[1]}";
        return $"{signed}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(world.Issuer.Keys[0].PublicPem, Encoding.UTF8.GetBytes(signed)))}";
    }

    private static string Spoilt(IdentityWorld world)
    {
        var parts = Parts(world);
        var signature = Base64UrlEncoder.DecodeBytes(parts[2]);
        signature[10] ^= 1;
        return $"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(signature)}";
    }

    // Signed as it stands, so that only the reading of it can object.
    private static string Doubled(IdentityWorld world)
    {
        var key = world.Issuer.Keys[0];
        var good = Base64UrlEncoder.Decode(Parts(world)[1]);
        return key.SignRaw(new JsonObject { ["alg"] = key.Algorithm, ["kid"] = key.Kid }.ToJsonString(), good.Replace("{", "{\"groups\":\"ap\",", StringComparison.Ordinal));
    }
}
