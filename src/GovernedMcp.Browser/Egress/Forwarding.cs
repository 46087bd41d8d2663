using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GovernedMcp.Browser.Egress;

/// <summary>One request through a port: judged, sent on, streamed back. Always answered: a browser sends again what got no answer.</summary>
internal static class Forwarding
{
    public static async Task RunAsync(HttpContext http)
    {
        var port = http.Features.Get<EgressPort>() ?? throw new InvalidOperationException("every request comes from a port");
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
        if (port.Meter.Begin() is { } spent) await DenyAsync(http, port, request, spent);
        else if (port.Judge.Judge(request) is EgressVerdict.Deny deny) await DenyAsync(http, port, request, deny.Why);
        else if (request!.Upgrades) await SocketPump.RunAsync(http, port, address!);
        else await SendAsync(http, port, request, address!);
    }

    private static EgressRequest RequestOf(HttpContext http, WireAddress address) => EgressRequest.Of(http.Request.Method, address) with
    {
        Upgrades = http.Request.Headers.ContainsKey("Upgrade") || HttpMethods.IsConnect(http.Request.Method),
        HasBody = http.Request.ContentLength is > 0 || http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true,
    };

    private static async Task DenyAsync(HttpContext http, EgressPort port, EgressRequest? request, string why)
    {
        if (request is not null) port.Tell(new EgressDenial(request, why));
        await Denial.AnswerAsync(http, StatusCodes.Status403Forbidden, why);
    }

    private static async Task SendAsync(HttpContext http, EgressPort port, EgressRequest request, WireAddress address)
    {
        try
        {
            using var message = WireMessage.Of(http, address, port.Meter);
            using var response = await port.Upstream.SendAsync(message, request.IsSafe, http.RequestAborted);
            await WireMessage.StreamAsync(response, http, port.Meter);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            if (http.Response.HasStarted) http.Abort();
            else await Denial.AnswerAsync(http, StatusCodes.Status502BadGateway, Why(error));
        }
        catch (OperationCanceledException)
        {
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
