import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import { checkLiteralHost, OutOfReach, type Reach } from './private-network.ts';

/** The one origin a connection talks to, and how far into private networks it may reach. */
export interface BaseUrl {
  readonly origin: string;
  /** Path below which all requests go, without a slash at its end. */
  readonly prefix: string;
  readonly encrypted: boolean;
  readonly reach: Reach;
}

/**
 * Reads a connection's address as the operator typed it. The settings form asks here before it saves; the client asks
 * again, since a stored address may have come from a file.
 */
export function readBaseUrl(text: string, privateNetworkAllowed: boolean): Result<BaseUrl> {
  const url = URL.parse(text.trim());
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.search !== '' || url.hash !== '') {
    return fail({
      code: 'base_url_unreadable',
      message: 'The address of the system is not one Monthend can read.',
      meaning: 'Nothing is fetched over this connection.',
      fix: 'Type the address as https://host/path, without a question mark or anything after it.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    return fail({
      code: 'base_url_with_password',
      message: 'The address holds a user name or password.',
      meaning: 'Addresses are shown on screen and in logs, so a password in one would not stay secret.',
      fix: 'Take it out of the address and enter it in its own field.',
    });
  }
  const encrypted = url.protocol === 'https:';
  const named = url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  const reach: Reach = encrypted ? (privateNetworkAllowed ? 'private' : 'public') : 'loopback';
  // A name other than localhost may lead anywhere, so over plain http it is not even looked up.
  if (!encrypted && !named && !isAddress(url.hostname)) return fail(notEncrypted);
  try {
    checkLiteralHost(url.hostname, reach);
  } catch (thrown) {
    if (!(thrown instanceof OutOfReach)) throw thrown;
    return fail(encrypted ? privateNetwork(privateNetworkAllowed, thrown.addressKind) : notEncrypted);
  }
  if (!privateNetworkAllowed && (named || !encrypted)) return fail(privateNetwork(false, 'loopback'));
  return ok({ origin: url.origin, prefix: url.pathname.replace(/\/+$/, ''), encrypted, reach });
}

function isAddress(hostname: string): boolean {
  return /^[\d.]+$|^\[/.test(hostname);
}

const notEncrypted: Problem = {
  code: 'base_url_not_encrypted',
  message: 'The address starts with http, so the token would travel unencrypted.',
  meaning: 'Anybody on the way could read it. Monthend sends nothing over this connection.',
  fix: 'Use the https address of the system. Plain http is good for this machine (127.0.0.1) only.',
};

function privateNetwork(allowed: boolean, kind: string): Problem {
  return allowed
    ? {
        code: 'base_url_reserved',
        message: 'The address is one that no bookkeeping system can have.',
        meaning: 'Such addresses serve the network itself. Nothing is fetched over this connection.',
        fix: 'Enter the name or address of the system itself.',
        details: { kind },
      }
    : {
        code: 'base_url_private_network',
        message: 'The address is on this machine or in a private network.',
        meaning: 'Nothing is fetched until you say that this is meant.',
        fix: 'Switch on "Private network allowed" for this connection if the system is your own.',
        details: { kind },
      };
}
