//! Whose a host is, as far as its name tells: the part that its owner registered.
//!
//! Not the Public Suffix List, which is as long as this whole program: the suffixes of countries, and the services
//! under whose names strangers get hosts. What is missing there counts as one owner.

/// Second labels of suffixes such as co.uk, under top-level domains of two letters.
const SECOND: [&str; 14] =
    ["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "gouv", "gv", "sch"];

/// Suffixes below which one label is a customer.
const CUSTOMERS: &str = "\
    me.uk ltd.uk plc.uk nhs.uk id.au asn.au uk.com us.com eu.com de.com gb.net uk.net \
    github.io gitlab.io bitbucket.io gitbook.io readthedocs.io app.github.dev surge.sh glitch.me \
    vercel.app now.sh netlify.app pages.dev workers.dev r2.dev trycloudflare.com cloudflareaccess.com \
    herokuapp.com fly.dev onrender.com up.railway.app deno.dev replit.app replit.dev repl.co \
    ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev loca.lt web.app firebaseapp.com blogspot.com \
    wordpress.com wixsite.com webflow.io myshopify.com ondigitalocean.app duckdns.org nip.io sslip.io \
    okta.com oktapreview.com okta-emea.com okta-gov.com onelogin.com kinde.com clerk.accounts.dev zitadel.cloud \
    authkit.app supabase.co fusionauth.io frontegg.com logto.app b2clogin.com ciamlogin.com onmicrosoft.com \
    sharepoint.com my.salesforce.com force.com service-now.com atlassian.net zendesk.com";

/// Suffixes below which each host is somebody else's, however deep: regions and services stand between the customer and
/// the suffix, and the owner of the suffix has hosts of its own beside them.
const CROWDS: &str = "\
    windows.net azure.com azure.net azurewebsites.net azurewebsites.us azurestaticapps.net azureedge.net azurefd.net \
    azure-api.net azurecontainer.io azurecontainerapps.io azmk8s.io cloudapp.net trafficmanager.net usgovcloudapi.net \
    chinacloudapi.cn chinacloudsites.cn \
    amazonaws.com amazonaws.com.cn amazoncognito.com on.aws api.aws cloudfront.net elasticbeanstalk.com amplifyapp.com \
    awsapprunner.com awsglobalaccelerator.com \
    google.com googleapis.com googleusercontent.com appspot.com run.app cloudfunctions.net \
    auth0.com githubusercontent.com oraclecloud.com digitaloceanspaces.com backblazeb2.com wasabisys.com \
    linodeobjects.com appdomain.cloud mybluemix.net";

/// Hosts of one owner among crowds or under several names: issuers, and where their keys are published.
const FAMILIES: [&str; 3] = [
    "login.microsoftonline.com login.microsoft.com login.windows.net sts.windows.net",
    "login.partner.microsoftonline.cn login.chinacloudapi.cn sts.chinacloudapi.cn",
    "accounts.google.com oauth2.googleapis.com www.googleapis.com www.gstatic.com cloud.google.com \
     securetoken.google.com session.firebase.google.com securetoken.googleapis.com identitytoolkit.google.com",
];

/// The most labels of a suffix above.
const MAX_LABELS: usize = 3;

/// Whether two hosts belong to one owner, as far as their names tell.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_end_matches('.'), other.trim_end_matches('.'));
    let is_family = |family: &&str| is_listed(family, one) && is_listed(family, other);
    of(one).eq_ignore_ascii_case(of(other)) || FAMILIES.iter().any(is_family)
}

/// The part of a host's name that its owner registered.
fn of(host: &str) -> &str {
    for count in (2..=MAX_LABELS).rev() {
        let suffix = tail(host, count);
        if is_listed(CROWDS, suffix) {
            return host;
        }
        if is_listed(CUSTOMERS, suffix) {
            return tail(host, count + 1);
        }
    }
    let mut labels = host.rsplit('.');
    let (top, second) = (labels.next().unwrap_or_default(), labels.next().unwrap_or_default());
    let is_of_country = top.len() == 2 && SECOND.iter().any(|name| name.eq_ignore_ascii_case(second));
    tail(host, if is_of_country { 3 } else { 2 })
}

fn is_listed(list: &str, name: &str) -> bool {
    list.split(' ').any(|one| one.eq_ignore_ascii_case(name))
}

/// The last `count` labels of a host.
fn tail(host: &str, count: usize) -> &str {
    let start = host.rmatch_indices('.').nth(count.saturating_sub(1)).map_or(0, |(at, _)| at + 1);
    host.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_one_owner() {
        for (one, other) in [
            ("login.issuer.example", "keys.Issuer.example."),
            ("a.issuer.co.uk", "b.issuer.co.uk"),
            ("a.issuer.com.au", "b.c.issuer.com.au"),
            ("api.id.me", "id.me"),
            ("localhost", "localhost"),
            ("www.facebook.com", "limited.facebook.com"),
            ("access.line.me", "api.line.me"),
            ("api.team.workers.dev", "keys.team.workers.dev"),
            ("main.shop.pages.dev", "shop.pages.dev"),
            ("tenant.eu.auth0.com", "TENANT.eu.auth0.com"),
            ("cognito-idp.eu-west-1.amazonaws.com", "cognito-idp.eu-west-1.amazonaws.com"),
            ("sts.windows.net", "login.windows.net"),
            ("sts.windows.net", "login.microsoftonline.com"),
            ("login.microsoftonline.com", "LOGIN.microsoftonline.com."),
            ("accounts.google.com", "www.googleapis.com"),
            ("securetoken.google.com", "www.googleapis.com"),
            ("cloud.google.com", "www.gstatic.com"),
            ("token.actions.githubusercontent.com", "token.actions.githubusercontent.com"),
        ] {
            assert!(is_same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn hosts_of_several_owners() {
        for (one, other) in [
            ("issuer.example", "evil.example"),
            ("issuer.example.evil.example", "issuer.example"),
            ("a.co.uk", "b.co.uk"),
            ("a.com.au", "b.com.au"),
            ("a.me.uk", "b.me.uk"),
            ("a.uk.com", "b.uk.com"),
            ("a.github.io", "b.github.io"),
            ("token.actions.githubusercontent.com", "raw.githubusercontent.com"),
            ("sts.windows.net", "evil.blob.core.windows.net"),
            ("login.windows.net", "evil.z6.web.core.windows.net"),
            ("a.azurewebsites.net", "b.azurewebsites.net"),
            ("a.westeurope.cloudapp.azure.com", "b.westeurope.cloudapp.azure.com"),
            ("a.vault.azure.net", "b.vault.azure.net"),
            ("a.azureedge.net", "b.azureedge.net"),
            ("cognito-idp.us-east-1.amazonaws.com", "evil.s3.us-east-1.amazonaws.com"),
            ("cognito-idp.us-east-1.amazonaws.com", "x1.execute-api.us-east-1.amazonaws.com"),
            ("cognito-idp.cn-north-1.amazonaws.com.cn", "evil.s3.cn-north-1.amazonaws.com.cn"),
            ("a.auth.us-east-1.amazoncognito.com", "b.auth.us-east-1.amazoncognito.com"),
            ("a.lambda-url.us-east-1.on.aws", "b.lambda-url.us-east-1.on.aws"),
            ("accounts.google.com", "storage.googleapis.com"),
            ("accounts.google.com", "script.google.com"),
            ("a-123-uc.a.run.app", "b-123-uc.a.run.app"),
            ("a.uc.r.appspot.com", "b.uc.r.appspot.com"),
            ("us-central1-a.cloudfunctions.net", "us-central1-b.cloudfunctions.net"),
            ("a.firebaseapp.com", "b.firebaseapp.com"),
            ("a.eu.auth0.com", "b.eu.auth0.com"),
            ("a.auth0.com", "a.eu.auth0.com"),
            ("a.okta.com", "b.okta.com"),
            ("a.b2clogin.com", "b.b2clogin.com"),
            ("a.onmicrosoft.com", "b.onmicrosoft.com"),
            ("a.my.salesforce.com", "b.my.salesforce.com"),
            ("a.team.workers.dev", "a.gang.workers.dev"),
            ("a.supabase.co", "b.supabase.co"),
            ("a.clerk.accounts.dev", "b.clerk.accounts.dev"),
            ("github.io", "a.github.io"),
        ] {
            assert!(!is_same(one, other), "{one} {other}");
        }
    }
}
