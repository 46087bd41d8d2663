using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace GovernedMcp.Server.Tests.Mcp.Identity;

/// <summary>A real key that signs tokens, and what an issuer publishes of it.</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly AsymmetricAlgorithm _key;
    private readonly Func<byte[], byte[]> _sign;

    private SigningKey(string kid, string algorithm, AsymmetricAlgorithm key, Func<byte[], byte[]> sign, JsonObject published)
    {
        (Kid, Algorithm, _key, _sign, Published) = (kid, algorithm, key, sign, published);
        published["kid"] = kid;
        published["use"] = "sig";
    }

    public string Kid { get; }
    public string Algorithm { get; }
    public JsonObject Published { get; }

    /// <summary>The public key as a text, such as attackers use for an HMAC.</summary>
    public byte[] PublicPem => Encoding.UTF8.GetBytes(_key.ExportSubjectPublicKeyInfoPem());

    /// <summary>One for many tests: a new one takes its time.</summary>
    public static RSA Shared { get; } = RSA.Create(2048);

    public static SigningKey Rsa(string kid, string algorithm = "RS256", int bits = 2048, RSA? key = null)
    {
        var rsa = key ?? RSA.Create(bits);
        var padding = algorithm.StartsWith("PS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var open = rsa.ExportParameters(includePrivateParameters: false);
        return new(kid, algorithm, rsa, data => rsa.SignData(data, HashAlgorithmName.SHA256, padding),
            new JsonObject { ["kty"] = "RSA", ["n"] = Base64UrlEncoder.Encode(open.Modulus), ["e"] = Base64UrlEncoder.Encode(open.Exponent) });
    }

    public static SigningKey Curve(string kid)
    {
        var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var open = curve.ExportParameters(includePrivateParameters: false);
        return new(kid, "ES256", curve, data => curve.SignData(data, HashAlgorithmName.SHA256),
            new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(open.Q.X), ["y"] = Base64UrlEncoder.Encode(open.Q.Y) });
    }

    public string Sign(JsonObject header, JsonObject claims) => SignRaw(header.ToJsonString(), claims.ToJsonString());

    public string SignRaw(string header, string claims)
    {
        var signed = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(claims)}";
        return $"{signed}.{Base64UrlEncoder.Encode(_sign(Encoding.UTF8.GetBytes(signed)))}";
    }

    public void Dispose()
    {
        if (_key != Shared) _key.Dispose();
    }
}
