//! Secrets as they stand in specifications, manuals, tutorials and the defaults of products; a line that begins with
//! `#` names where those after it stand. Gathered from those places themselves; no published list of secrets was
//! copied.

/// Names no place.
pub const MANY_PLACES: &str = "many places";

/// One in a line, the best known first.
pub const SAMPLES: &str = r##"# jwt.io
secret
your-256-bit-secret
a-string-secret-at-least-256-bits-long
your-384-bit-secret
your-512-bit-secret
a-valid-string-secret-that-is-at-least-384-bits-long
a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long
a-string-secret-at-least-384-bits-long
a-string-secret-at-least-512-bits-long
# RFC 7515
AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow
# RFC 7520
hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg
AAPapAv4LbFbiVawEjagUBluYqN5rhna-8nuldDvOx8
# RFC 7517
GawgguFyGrWKav7AX4VKUg
# RFC 4231
Jefe
# Supabase
super-secret-jwt-token-with-at-least-32-characters-long
your-super-secret-jwt-token-with-at-least-32-characters-long
# PostgREST
reallyreallyreallyreallyverysafe
# Hasura
3EK6FD+o0+c7tzBNVfjpMkNDi2yARAAKzQlk8O2IKoxQu4nF7EdAh8s3TwpHwrdWT6R
# jsonwebtoken
shhhhh
# express-jwt
shhhhhhared-secret
# express-session
keyboard cat
# golang-jwt
AllYourBase
# hapi-auth-jwt2
NeverShareYourSecret
# jose
cc7e0d44fd473002f1c42167459001140ec6389b7353f8088f4d9a95f2f596f2
# firebase/php-jwt
example_key
example_key_of_sufficient_length
# ruby-jwt
my$ecretK3y
# lcobucci/jwt
mBC5v1sOKVvbdEitdSBenu59nfNfhwkedkJVNabosTw=
# FastAPI
09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7
changethis
# Flask
192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf
you-will-never-guess
hard to guess string
please-remember-to-change-me
# NestJS
DO NOT USE THIS VALUE. INSTEAD, CREATE A COMPLEX SECRET AND KEEP IT SAFE OUTSIDE OF THE SOURCE CODE.
# ASP.NET tutorials
THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET, IT CAN BE ANY STRING
THIS IS USED TO SIGN AND VERIFY JWT TOKENS, IT CAN BE ANY STRING
this is my custom Secret key for authentication
this is my custom Secret key for authnetication
JWTAuthenticationHIGHsecuredPasswordVVVp1OH7Xzyr
ByYM000OLlMQG6VVVp1OH7Xzyr7gHuw1qvUC5dcGttSNM
superSecretKey@345
superSecretKey@83
CodeMazeSecretKey
mysupersecret_secretkey!123
ThisismySecretKey
Thisismytestprivatekey
StrONGKAutHENTICATIONKEy
my top secret key
# Spring tutorials
404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970
3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bcd0a7567c272e007b
======================BezKoder=Spring===========================
bezKoderSecretKey
bezkoder-secret-key
JWTSuperSecretKey
SecretKeyToGenJWTs
securesecuresecuresecuresecuresecuresecure
javainuse
javatechie
# JHipster
my-secret-token-to-change-in-production
# Micronaut
pleaseChangeThisSecretForANewOne
# Grails
qrD6h8K6S9503Q06Y6Rfk21TErImPYqa
# Dropwizard
dfwzsdzwh823zebdwdz772632gdsbd
# Go tutorials
captainjacksparrowsayshi
jdnfksdmfksd
mcmvmkmsdnfsdmfdsjf
# Node.js tutorials
ilovescotchyscotch
worldisfullofdevelopers
RESTFULAPIs
jwtPrivateKey
sl_myJwtSecret
thisismynewcourse
thisisasamplesecret
appsecret321
GraphQL-is-aw3some
topSecret51
myjwts3cr3t
# Strapi
tobemodified
toBeModified1
# Directus
255d861b-5ea1-5996-9aa3-922530ec40b1
replace-with-secure-random-value
# LibreChat
16f8c0ef4a5d391b26034086c628469d3f9f497f08163ab9b40137092f2909ef
eaa5191f2914e30b9387fd84e254e4ba6fc51b4654968a9b0803b456a54b8418
# Apache Superset
test-secret-change-me
test-guest-secret-change-me
CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET
CHANGE-ME-IN-PRODUCTION-GOTTA-BE-LONG-AND-SECRET
thisISaSECRET_1234
# Nacos
SecretKey012345678901234567890123456789012345678901234567890123456789
VGhpc0lzTXlDdXN0b21TZWNyZXRLZXkwMTIzNDU2Nzg=
# Mercure
!ChangeMe!
!ChangeThisMercureHubJWTSecretKey!
# Dify
sk-9f73s3ljTXVcMT3Blb3ljTqtsKiGHXVcMT3BlbkFJLK7U
# Open WebUI
t0p-s3cr3t
# Flowise
AABBCCDDAABBCCDDAABBCCDDAABBCCDDAABBCCDD
# ThingsBoard
thingsboardDefaultSigningKey
# Gravitee
myJWT4Gr4v1t33_S3cr3t
# Tyk
352d20ee67be67f6340b4c0605b044b7
# Navidrome
not so secret
# NocoDB
569a1821-0a93-45e8-87ab-eb857f20a010
# NocoBase
test-key
# Infisical
5lrMXKKWCVocS/uerPsl7V+TX/aaUaI7iDkgl3tSmLE=
# Centrifugo
bbe7d157-a253-4094-9759-06a8236543f9
46b38493-147e-4e3f-86e0-dc5ec54f5133
# Apache Submarine
SUBMARINE_SECRET_12345678901234567890
# RuoYi
abcdefghijklmnopqrstuvwxyz
# SpringBlade
bladexisapowerfulmicroservicearchitectureupgradedandoptimizedfromacommercialproject
# gin-vue-admin
qmPlus
# renren-fast
f4e2e52034348f86b67cde581c0f9eb5[www.renren.io]
# sa-token
asdasdasifhueuiwyurfewbfjsdafjk
# WordPress JWT plugin
your-top-secrect-key
your-top-secret-key
# picoCTF
ilovepico
# WebGoat
victory
business
available
shipping
washington
# PortSwigger labs
secret1
# many places
peppermint4life
you-must-replace-this
my_jitsi_app_secret
my_app_secret
temporary_key
MasterkeyNeedsToHave32Characters
PLEASE-CHANGE-ME-I-AM-VERY-INSECURE
youReallyNeedToChangeThis
replace_me_with_a_random_string
replace-me-with-a-random-string
mall-admin-secret
mall-portal-secret
the quick brown fox jumps over the lazy dog
The quick brown fox jumps over the lazy dog
correct horse battery staple
hard!to-guess_secret
thisissecret
Th1s1ss3cr3t
ThisIsASecret
this_should_be_a_long_random_string
your_long_random_string_here
a_very_long_random_string
some-long-random-string
put-some-random-string-here
generate-a-secure-random-string
generate_a_strong_secret
DEFAULT_SECRET_FOR_DEV_ONLY
fallback_secret_key_for_dev
fallback-secret
PLEASE_CHANGE_THIS_TO_A_RANDOM_STRING
process.env.JWT_SECRET
process.env.SECRET_KEY
JWT_SECRET=secret
${JWT_SECRET}
$JWT_SECRET
{{JWT_SECRET}}
<your-secret-key>
<secret>
[object Object]
undefined
null
None
django-insecure-change-me
base64:changeme
hello world !
supersecretsupersecretsupersecret
thisisaverylongsecretkey
thisIsAVeryLongSecretKeyThatIsAtLeast256BitsLong
a-very-long-secret-key-that-is-at-least-256-bits-long
my-32-character-ultra-secure-and-ultra-long-secret
my-very-long-secret-key-that-is-at-least-256-bits-long
your-secret-key-must-be-at-least-32-characters-long
"##;
