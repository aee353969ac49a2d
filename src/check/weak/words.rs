//! The words that candidates are made of, in lower case. Collected from what manuals, tutorials and habits show; no
//! published list of secrets or passwords was copied.
//!
//! They are single texts, for a list of texts would weigh more in addresses than in words.

/// How phrases begin; the most usual first, as in all lists of parts.
pub const LEADS: &str = ",your,my,the,jwt,our,this is my,this is a,change this,replace with your,replace this,some,a,\
    dev,test,default,example,sample,use a,insert your,replace with a,please change this,prod,app,demo,local,temporary,development,production,not so,enter your,add your,set your";

/// What is said to make a secret strong.
pub const DEGREES: &str = ",super,very,top,super long,very long,super duper,long,random,strong,ultra,secure,super \
    strong,super super,very very,super secure,very strong,really,long random,extremely,not a";

/// What it is.
pub const CORES: &str = "secret,secret key,jwt secret,jwt secret key,secret jwt key,key,token secret,jwt key,token,\
    password,secret token,access token secret,refresh token secret,jwt token secret,refresh secret,access secret,auth \
    secret,session secret,signing key,private key,api secret,app secret,jwt token,secret for jwt,secretkey,api key,\
    token key,secret string,jwt signing key,refresh secret key,secret jwt token,access secret key,refresh token secret \
    key,access token secret key,auth key,passphrase,shared secret,client secret,hmac secret,cookie secret,encryption \
    key,secret value,secret password,signature,secret word,hs256 secret,master key,jwt refresh secret,jwt access \
    secret,jwt private key,256 bit secret,user secret,admin secret,security key,secret phrase,secret code,secret here,\
    signing secret,jwt auth secret,secret sauce,server secret,symmetric key,hmac key,application secret,webhook secret,\
    json web token secret,access token,refresh token,jwt password,public key,crypto key,verification secret,reset \
    secret";

/// How phrases end.
pub const TAILS: &str = ",here,+123,change in production,change this in production,+1,+!,change me,for jwt,2024,+1234,\
    +12345,for development,123,change this,+123456,2025,for dev,2023,for testing,do not share,dev,that is long enough,\
    must be at least 32 characters long,change me in production,for signing,for development only,at least 32 characters long,with at least 32 characters,+!!,1,+@123,2026,2022,2021,2020,+#,v1,local,test,prod,production,development,\
    that no one knows,that is very long,that should be changed,please change,please change me,min 32 chars,for my app,\
    1234567890,string,value,which is very long,that should be at least 32 characters long,keep it secret,for jwt token,\
    for jwt authentication,goes here,xyz,abc123";

/// What is put on a word without a joint.
pub const ENDINGS: &str = ",+1,+123,+1234,+12345,+123456,+!,+123!,+@123,+12,+2,+01,+007,+2024,+2025";

/// What is put before (`*` is the word) and after a word.
pub const FRAMES: &str = "secret,key,jwt,jwt secret,jwt key,secret key,token,token secret,app,api,api secret,auth \
    secret,123,password,my*,the*,jwt*,super*,secret*,my*secret,my*secret key,my*app,jwt*secret";

/// What people type one after the other; tried over and over, at all lengths.
pub const CYCLES: &str = "\
    0123456789,1234567890,0123456789abcdef,abcdefghijklmnopqrstuvwxyz,ABCDEFGHIJKLMNOPQRSTUVWXYZ,qwertyuiop,\
    abcdefghijklmnopqrstuvwxyz0123456789,1234567890abcdef,qwertyuiopasdfghjklzxcvbnm,abcdefghijklmnopqrstuvwxyz1234567890,abcd1234,\
    12345678,123456,1234,abc,abc123,secret,changeme,0123456789ABCDEF,ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Words of all kinds: about secrets and programs, names, what passwords are made of, and English.
pub const WORDS: &str = "\
    password,passw0rd,p@ssw0rd,p@ssword,pass,passwd,pwd,passphrase,pin,qwerty,qwerty123,qwertyuiop,qwe123,asdf,asdfgh,zxcvbnm,1q2w3e,\
    1q2w3e4r,1qaz2wsx,abc,abcd,abc123,abcd1234,a1b2c3,123,1234,12345,123456,1234567,12345678,123456789,1234567890,654321,987654321,\
    111111,123123,666666,696969,iloveyou,letmein,welcome,monkey,dragon,sunshine,football,superman,batman,spiderman,master,shadow,\
    michael,jordan,hunter,hunter2,love,access,starwars,hello,helloworld,freedom,whatever,hammer,cheese,secure,security,banana,apple,\
    cookie,chocolate,coffee,pizza,burger,cocacola,test,test1,testing,tester,test123,testtest,demo,sample,example,foo,bar,foobar,baz,\
    admin,administrator,root,toor,user,username,guest,login,signin,signup,session,auth,oauth,oauth2,openid,oidc,sso,identity,jwt,\
    jwttoken,jsonwebtoken,json,token,tokens,key,keys,apikey,api,private,public,shared,signing,signature,sign,hmac,hash,salt,crypto,\
    encryption,encrypt,decrypt,hs256,hs512,base64,hex,random,randomstring,string,text,value,data,secret,secrets,s3cr3t,s3cret,secr3t,\
    topsecret,supersecret,verysecret,mysecret,secretkey,secretsecret,shh,shhh,shhhh,shhhhh,shhhhhh,hidden,confidential,unknown,none,\
    null,undefined,true,false,okay,default,changeme,changeit,changethis,replaceme,fixme,todo,tbd,xxx,placeholder,insecure,unsafe,strong,\
    safe,temp,temporary,tmp,local,localhost,dev,develop,development,devel,stage,staging,prod,production,qa,ci,app,application,webapp,\
    web,website,site,server,client,backend,frontend,service,microservice,gateway,worker,database,db,sql,postgres,mongo,mongodb,redis,\
    docker,kubernetes,discord,telegram,facebook,google,amazon,aws,cloud,firebase,supabase,hasura,postgrest,prisma,graphql,apollo,node,\
    nodejs,express,expressjs,fastify,nest,nestjs,next,nextjs,nuxt,react,reactjs,vue,vuejs,angular,svelte,feathers,strapi,directus,parse,\
    python,django,flask,fastapi,ruby,rails,php,laravel,symfony,wordpress,java,springboot,springsecurity,jhipster,kotlin,dotnet,aspnet,\
    aspnetcore,csharp,golang,go,gin,echo,fiber,rocket,nginx,nextcloud,onlyoffice,mean,fullstack,project,tutorial,blog,todoapp,chatapp,\
    shop,money,wallet,bitcoin,blockchain,coin,trading,order,orders,food,music,book,game,games,news,crm,cms,iot,smart,home,company,world,\
    bird,ninja,matrix,pikachu,pokemon,sasuke,john,alice,bob,david,angel,lover,awesome,hacker,hacking,h4ck3r,hack,leet,1337,security1,\
    picoctf,webgoat,juiceshop,open,sesame,abracadabra,swordfish,correcthorsebatterystaple,keyboard,mouse,system,program,0123456789,\
    0123456789abcdef,1234567890abcdef,0123456789ABCDEF,acme,myapp";
