using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GovernedMcp.DemoPortal.Lab;

/// <summary>
/// The one account of the lab's sign-ins. It locks at the third wrong password and stays locked until reset; of one-time codes it takes
/// the current one and its neighbours, each once.
/// </summary>
internal sealed class LabAccounts(TimeProvider clock)
{
    public const string User = "lab-desk";
    public const string Password = "demo-Laboratory-7!";

    /// <summary>What its codes are made from, in base 32; the bytes are these letters.</summary>
    public const string Seed = "JRQWEIDPMYQE433SORUHO2LOMQWCA5DTMVSWI";
    private const string SeedLetters = "Lab of Northwind, tseed";
    private const int TriesBeforeLock = 3;
    private const int StepSeconds = 30;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LabStage> _visits = new(StringComparer.Ordinal);
    private long _lastStep;
    private int _wrong;

    /// <returns>What is wrong, in the words of the page; null: the password was right.</returns>
    public string? SignIn(string visit, string user, string password, LabStage next)
    {
        lock (_gate)
        {
            if (_wrong >= TriesBeforeLock) return "This account is locked.";
            if (user != User || password != Password) return ++_wrong >= TriesBeforeLock ? "This account is locked." : "Wrong user or password.";
            _wrong = 0;
            _visits[visit] = next;
            return null;
        }
    }

    /// <returns>What is wrong, in the words of the page; null: the code was right.</returns>
    public string? GiveCode(string visit, string code)
    {
        lock (_gate)
        {
            if (_visits.GetValueOrDefault(visit) != LabStage.Code) return "Sign in first.";
            var now = clock.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;
            for (var step = now - 1; step <= now + 1; step++)
            {
                if (CodeOf(step) != code) continue;
                if (step <= _lastStep) return "This code was used already.";
                _lastStep = step;
                _visits[visit] = LabStage.In;
                return null;
            }

            return "This code is wrong or too old.";
        }
    }

    /// <summary>A person approved on the telephone, or solved the riddle: all who wait for it go on.</summary>
    public void LetIn(LabStage waiting)
    {
        lock (_gate)
        {
            foreach (var visit in _visits.Where(visit => visit.Value == waiting).Select(visit => visit.Key).ToList()) _visits[visit] = LabStage.In;
        }
    }

    public LabStage StageOf(string visit)
    {
        lock (_gate) return _visits.GetValueOrDefault(visit);
    }

    public void Reset()
    {
        lock (_gate)
        {
            (_wrong, _lastStep) = (0, 0);
            _visits.Clear();
        }
    }

    private static string CodeOf(long step)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(Encoding.ASCII.GetBytes(SeedLetters), counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}

/// <summary>How far a visit has come.</summary>
internal enum LabStage
{
    Out,
    Code,
    Push,
    Captcha,
    In,
}
