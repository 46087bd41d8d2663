using System.Net.Sockets;
using System.Security.Authentication;
using GovernedMcp.Browser.Egress.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GovernedMcp.Browser.Egress;

/// <summary>One request through a port: judged, sent on, streamed back. Always answered: a browser sends again what got no answer.</summary>
internal static class Forwarding
{
    public static Task RunAsync(HttpContext http)
    {
        var port = http.Features.Get<EgressPort>() ?? throw new InvalidOperationException("every request comes from a port");
        return port.Traffic.DuringAsync(http.Request, () => RunAsync(http, port));
    }

    private static async Task RunAsync(HttpContext http, EgressPort port)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var tunnel = http.Features.Get<WireAddress>();

        // 1. One form of address, and within a tunnel only the host it was opened to.
        var address = tunnel is null ? WireAddress.OfAbsolute(target) : tunnel.To(target);
        if (address is not null && !address.IsAt(http.Request.Host.Value ?? ""))
        {
            await Denial.AnswerAsync(http, StatusCodes.Status421MisdirectedRequest, "its host is another than that of its connection");
            return;
        }

        // 2. May it go?
        var request = address is null ? null : RequestOf(http, address);
        if (port.Meter.Begin() is { } spent)
        {
            await DenyAsync(http, port, request, address, spent);
            return;
        }

        var verdict = port.Judge.Judge(request);
        var secrets = (port.Judge.Rule as WireRule.SigningIn)?.Secrets;
        if (request is not null) await port.ScriptedBasic.DressAsync(request, secrets, verdict is EgressVerdict.Allow, http.Request.Headers, http.RequestAborted);
        if (request is not null && secrets is not null)
        {
            await SignInAsync(http, port, request, address!, verdict, secrets);
            return;
        }

        switch (verdict)
        {
            case EgressVerdict.Deny deny:
                await DenyAsync(http, port, request, address, deny.Why);
                break;
            case EgressVerdict.Hold hold:
                await HoldAsync(http, port, request!, address!, hold.Submit);
                break;
            case EgressVerdict.Look:
                await LookAsync(http, port, request!, address!);
                break;
            case EgressVerdict.Allow when request!.Upgrades:
                await SocketPump.RunAsync(http, port, address!);
                break;
            case EgressVerdict.Allow:
                using (var message = WireMessage.Of(http, address!, port.Meter)) await SendAsync(http, port, request!, message, null);
                break;
        }
    }

    private static EgressRequest RequestOf(HttpContext http, WireAddress address) => EgressRequest.Of(http.Request.Method, address) with
    {
        Upgrades = http.Request.Headers.ContainsKey("Upgrade") || HttpMethods.IsConnect(http.Request.Method),
        HasBody = http.Request.ContentLength is > 0 || http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true,
        Navigates = http.Request.Headers["Sec-Fetch-Mode"] == "navigate",
        For = http.Request.Headers["Sec-Fetch-Dest"],
    };

    private static async Task HoldAsync(HttpContext http, EgressPort port, EgressRequest request, WireAddress address, HeldSubmit held)
    {
        var body = await BoundedBody.ReadAsync(http, BoundedBody.MostHeld);
        if (body is not null && await port.Judge.ReadsAsync(request, address.Target, http.Request.ContentType, body))
        {
            using var read = WireMessage.Of(http, address, body, port.Meter);
            await SendAsync(http, port, request, read, null);
            return;
        }

        var fields = body is null ? null : await WireBody.ReadAsync(http.Request.ContentType, body);
        if (port.Judge.IsBackground(request, address.Query, fields))
        {
            port.Tell(new EgressDenial(request, EgressJudge.Unplanned) { Fields = BoundedBody.Names(fields), Unplanned = true, Background = true });
            await AnswerDenialAsync(http, request, EgressJudge.Unplanned);
            return;
        }

        if (await held.TryReleaseAsync(request, fields, address.Query, http.RequestAborted) is { } why)
        {
            port.Tell(new EgressDenial(request, why) { Fields = BoundedBody.Names(fields), Unplanned = true });
            await AnswerDenialAsync(http, request, why);
            return;
        }

        using var message = WireMessage.Of(http, address, body!, port.Meter);
        await SendAsync(http, port, request with { HasBody = true }, message, held);
    }

    private static async Task LookAsync(HttpContext http, EgressPort port, EgressRequest request, WireAddress address)
    {
        var body = await BoundedBody.ReadAsync(http, BoundedBody.MostLooked);
        if (body is null || !await port.Judge.ReadsAsync(request, address.Target, http.Request.ContentType, body))
        {
            await DenyAsync(http, port, request, address, EgressJudge.Unplanned, body);
            return;
        }

        using var message = WireMessage.Of(http, address, body, port.Meter);
        await SendAsync(http, port, request, message, null);
    }

    // While somebody signs in nothing leaves unread.
    private static async Task SignInAsync(HttpContext http, EgressPort port, EgressRequest request, WireAddress address, EgressVerdict verdict, WireSecrets secrets)
    {
        var body = request.HasBody && !request.Upgrades ? await BoundedBody.ReadAsync(http, BoundedBody.MostHeld) : [];
        var headers = port.ScriptedBasic.IsMade && port.Judge.SignsIn(request.Origin) ? [] : http.Request.Headers.SelectMany(header => header.Value).OfType<string>();
        var head = headers.Append(address.Target);
        var sent = body is null ? null : secrets.Carry(request, verdict is EgressVerdict.Allow, head, http.Request.ContentType, body);
        if (verdict is EgressVerdict.Look && (body is null || !await port.Judge.ReadsAsync(request, address.Target, http.Request.ContentType, body))) verdict = new EgressVerdict.Deny(EgressJudge.Unplanned);
        // A path may hold what was typed.
        if (sent is null && secrets.InPage) request = request with { Path = WireSecrets.Withheld };
        if (verdict is EgressVerdict.Deny deny)
        {
            await DenyAsync(http, port, request, address, deny.Why, body);
        }
        else if (sent is null)
        {
            var why = body is null ? "it is larger than may be sent while signing in" : WireSecrets.Astray;
            port.Tell(new EgressDenial(request, why) { Fields = BoundedBody.Names(await WireBody.ReadAsync(http.Request.ContentType, body ?? [])) });
            await AnswerDenialAsync(http, request, why);
        }
        else if (request.Upgrades)
        {
            await SocketPump.RunAsync(http, port, address);
        }
        else
        {
            if (!secrets.Begun) port.Judge.Unasked.Remember(request, address.Target, http.Request.ContentType, sent);
            using var message = sent.Length == 0 ? WireMessage.Of(http, address, port.Meter) : WireMessage.Of(http, address, sent, port.Meter);
            await SendAsync(http, port, request, message, null);
        }
    }

    private static async Task DenyAsync(HttpContext http, EgressPort port, EgressRequest? request, WireAddress? address, string why, byte[]? read = null)
    {
        var unplanned = why == EgressJudge.Unplanned;
        if (request is not null)
        {
            var fields = request.IsSafe || request.Upgrades ? [] : await WireBody.ReadAsync(http.Request.ContentType, read ?? await BoundedBody.ReadAsync(http, BoundedBody.MostLooked) ?? []);
            var background = unplanned && port.Judge.IsBackground(request, address!.Query, fields);
            port.Tell(new EgressDenial(request, why) { Fields = BoundedBody.Names(fields), Unplanned = unplanned, Background = background });
            if (unplanned && !background && port.Judge.Rule is WireRule.Submitting submitting) submitting.Held.Stray($"{request.Method} {request.Path}");
        }
        else if (!HttpMethods.IsGet(http.Request.Method) && port.Judge.Rule is WireRule.Submitting tried)
        {
            tried.Held.Stray($"{http.Request.Method} of an address in an odd form");
        }

        if (unplanned) await AnswerDenialAsync(http, request!, why);
        else await Denial.AnswerAsync(http, StatusCodes.Status403Forbidden, why);
    }

    // A form that may not leave leaves its page as it is: with no content to go to, a browser stays.
    private static Task AnswerDenialAsync(HttpContext http, EgressRequest request, string why) =>
        Denial.AnswerAsync(http, request.Navigates ? StatusCodes.Status204NoContent : StatusCodes.Status403Forbidden, why);

    private static async Task SendAsync(HttpContext http, EgressPort port, EgressRequest request, HttpRequestMessage message, HeldSubmit? held)
    {
        try
        {
            var sent = TimeProvider.System.GetUtcNow();
            var beside = held is null && request.IsSafe ? (port.Judge.Rule as WireRule.Submitting)?.Held : null;
            // Where HTTP asks who that is, it is sent a second time.
            if (port.HttpSignIn.IsGiven && message.Content is { } content) await content.LoadIntoBufferAsync(BoundedBody.MostHeld, http.RequestAborted);
            using var response = await port.Upstream.SendAsync(message, request.IsSafe, http.RequestAborted);
            // An age says that it was made before and kept.
            if (port.Judge.SignsIn(request.Origin) && response.Headers is { Date: { } date, Age: null }) port.Clock.Hear(date, sent, TimeProvider.System.GetUtcNow());
            held?.Answered((int)response.StatusCode);
            if (response.IsSuccessStatusCode) beside?.Hear(request, message.RequestUri!.Query.TrimStart('?'));
            var secrets = (port.Judge.Rule as WireRule.SigningIn)?.Secrets;
            secrets?.Hear(request, response);
            port.TurnedAway.Hear(request, (int)response.StatusCode);
            port.HttpSignIn.Hear(request, response);
            port.ScriptedBasic.Hear(response);
            // A browser would ask a person.
            if (request.Navigates) response.Headers.WwwAuthenticate.Clear();
            // What signing in is answered with may be a secret; what is read meanwhile is not.
            var told = request.IsSafe || port.Judge.Rule is not WireRule.SigningIn ? ToldRecords.Listen(request, response) : null;
            var refused = secrets?.Listen(request, response);
            await WireMessage.StreamAsync(response, http, port.Meter, (port.Judge.Rule as WireRule.Fetching)?.File, told ?? refused);
            secrets?.Told(refused);
            held?.Told(told);
            port.Told.Keep(told);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            held?.Lost();
            if (http.Response.HasStarted) http.Abort();
            else await Denial.AnswerAsync(http, StatusCodes.Status502BadGateway, Why(error));
        }
        catch (OperationCanceledException)
        {
            held?.Lost();
            http.Abort();
        }
    }

    private static string Why(Exception error) => error switch
    {
        EgressUnreachable => error.Message,
        { InnerException: EgressUnreachable unreachable } => unreachable.Message,
        { InnerException: AuthenticationException } => "the portal's certificate is not one that this machine trusts",
        BadHttpRequestException => "it is larger than may be sent",
        _ => "the portal broke the connection off",
    };
}
