using System.Security.Cryptography;

namespace GovernedMcp.DemoPortal.Disputes;

/// <summary>The file sent with a dispute: a PDF by name and by content, up to 10 MB.</summary>
internal static class AttachmentFile
{
    private const long Limit = 10 * 1024 * 1024;

    public static string? Complaint(IFormFile? file) => file switch
    {
        null => null,
        { Length: > Limit } => "The attachment must be 10 MB or smaller",
        _ when !file.FileName.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) || !StartsLikePdf(file) => "The attachment must be a PDF file",
        _ => null,
    };

    public static async Task<DisputeAttachment?> DescribeAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
            return null;
        await using var content = file.OpenReadStream();
        var digest = await SHA256.HashDataAsync(content, cancellationToken);
        return new DisputeAttachment(Path.GetFileName(file.FileName), file.Length, Convert.ToHexStringLower(digest));
    }

    private static bool StartsLikePdf(IFormFile file)
    {
        Span<byte> start = stackalloc byte[5];
        using var content = file.OpenReadStream();
        return content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("%PDF-"u8);
    }
}
