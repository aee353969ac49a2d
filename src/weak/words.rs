//! The words that candidates are made of, in lower case. Collected from what manuals, tutorials and habits show; no published list of
//! secrets or passwords was copied.
//!
//! They are single texts, for a list of texts would weigh more in addresses than in words.

/// How phrases begin; the most usual first, as in all lists of parts.
pub const LEADS: &str = ",your,my,the,jwt,our,this is my,this is a,change this,replace with your,replace this,some,a,dev,test,default,example,\
    sample,use a,insert your,replace with a,please change this,prod,app,demo,local,temporary,development,production,not so,enter your,add your,set your";

/// What is said to make a secret strong.
pub const DEGREES: &str = ",super,very,top,super long,very long,super duper,long,random,strong,ultra,secure,super strong,super super,very very,\
    super secure,very strong,really,long random,extremely,not a";

/// What it is.
pub const CORES: &str = "secret,secret key,jwt secret,jwt secret key,secret jwt key,key,token secret,jwt key,token,password,secret token,\
    access token secret,refresh token secret,jwt token secret,refresh secret,access secret,auth secret,session secret,signing key,\
    private key,api secret,app secret,jwt token,secret for jwt,secretkey,api key,token key,secret string,jwt signing key,refresh secret key,secret jwt token,\
    access secret key,refresh token secret key,access token secret key,auth key,passphrase,shared secret,client secret,hmac secret,cookie secret,\
    encryption key,secret value,secret password,signature,secret word,hs256 secret,master key,jwt refresh secret,jwt access secret,jwt private key,256 bit secret,\
    user secret,admin secret,security key,secret phrase,secret code,secret here,signing secret,jwt auth secret,secret sauce,server secret,symmetric key,hmac key,\
    application secret,webhook secret,json web token secret,access token,refresh token,jwt password,public key,crypto key,verification secret,reset secret";

/// How phrases end.
pub const TAILS: &str = ",here,+123,change in production,change this in production,+1,+!,change me,for jwt,2024,+1234,+12345,for development,123,\
    change this,+123456,2025,for dev,2023,for testing,do not share,dev,that is long enough,must be at least 32 characters long,change me in production,for signing,\
    for development only,at least 32 characters long,with at least 32 characters,+!!,1,+@123,2026,2022,2021,2020,+#,v1,local,test,prod,production,development,\
    that no one knows,that is very long,that should be changed,please change,please change me,min 32 chars,for my app,1234567890,string,value,which is very long,\
    that should be at least 32 characters long,keep it secret,for jwt token,for jwt authentication,goes here,xyz,abc123";

/// What is put on a word without a joint.
pub const ENDINGS: &str = ",+1,+123,+1234,+12345,+123456,+!,+123!,+@123,+12,+2,+01,+007,+2024,+2025";

/// What is put before (`*` is the word) and after a word.
pub const FRAMES: &str = "secret,key,jwt,jwt secret,jwt key,secret key,token,token secret,app,api,api secret,auth secret,123,password,my*,the*,jwt*,super*,secret*,\
    my*secret,my*secret key,my*app,jwt*secret";

/// What people type one after the other; tried over and over, at all lengths.
pub const CYCLES: &str = "\
    0123456789,1234567890,0123456789abcdef,abcdefghijklmnopqrstuvwxyz,ABCDEFGHIJKLMNOPQRSTUVWXYZ,qwertyuiop,\
    abcdefghijklmnopqrstuvwxyz0123456789,1234567890abcdef,qwertyuiopasdfghjklzxcvbnm,abcdefghijklmnopqrstuvwxyz1234567890,abcd1234,\
    12345678,123456,1234,abc,abc123,secret,changeme,0123456789ABCDEF,ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Words of all kinds: about secrets and programs, names, what passwords are made of, and English.
pub const WORDS: &str = "\
    password,passw0rd,p@ssw0rd,p@ssword,pass,passwd,pwd,passphrase,pin,qwerty,qwerty123,qwertyuiop,qwe123,asdf,asdfgh,zxcvbnm,1q2w3e,\
    1q2w3e4r,1qaz2wsx,abc,abcd,abc123,abcd1234,a1b2c3,123,1234,12345,123456,1234567,12345678,123456789,1234567890,654321,987654321,\
    111111,121212,123123,123321,666666,112233,696969,iloveyou,letmein,letmein123,welcome,monkey,dragon,sunshine,princess,football,\
    baseball,superman,batman,spiderman,master,shadow,michael,jordan,hunter,hunter2,soccer,george,love,daniel,access,starwars,william,\
    dallas,hello,helloworld,freedom,whatever,hammer,summer,winter,spring,autumn,robert,thomas,cheese,computer,internet,secure,security,\
    orange,banana,apple,cookie,cookies,chocolate,coffee,pizza,burger,cocacola,green,blue,red,black,diamond,crystal,phoenix,test,test1,\
    testing,tester,test123,testtest,demo,sample,example,foo,bar,foobar,baz,admin,administrator,root,toor,user,username,guest,login,\
    signin,signup,session,auth,oauth,oauth2,openid,oidc,sso,saml,identity,jwt,jwttoken,jsonwebtoken,json,token,tokens,bearer,key,keys,\
    apikey,api,private,public,shared,signing,signature,sign,hmac,hash,salt,seed,crypto,encryption,encrypt,decrypt,sha256,hs256,hs384,\
    hs512,rs256,base64,hex,random,randomstring,string,text,value,data,secret,secrets,s3cr3t,s3cret,secr3t,topsecret,supersecret,\
    verysecret,mysecret,secretkey,secretsecret,shh,shhh,shhhh,shhhhh,shhhhhh,hidden,confidential,unknown,nothing,none,null,undefined,\
    void,empty,true,false,okay,default,changeme,changeit,changethis,replaceme,fixme,todo,tbd,xxx,placeholder,insecure,unsafe,weak,\
    strong,safe,temp,temporary,tmp,local,localhost,dev,develop,development,devel,stage,staging,prod,production,qa,ci,app,application,\
    webapp,web,website,site,server,client,backend,frontend,service,microservice,gateway,worker,database,db,sql,mysql,postgres,mongo,\
    mongodb,redis,sqlite,elastic,elasticsearch,rabbitmq,docker,kubernetes,k8s,helm,git,discord,telegram,facebook,google,amazon,aws,\
    cloud,firebase,supabase,hasura,postgrest,prisma,graphql,apollo,node,nodejs,express,expressjs,fastify,nest,nestjs,next,nextjs,nuxt,\
    react,reactjs,vue,vuejs,angular,svelte,feathers,loopback,strapi,directus,keystone,parse,appwrite,pocketbase,python,django,flask,\
    fastapi,ruby,rails,php,laravel,symfony,wordpress,drupal,magento,java,springboot,springsecurity,quarkus,micronaut,jhipster,kotlin,\
    ktor,scala,play,grails,dotnet,aspnet,aspnetcore,csharp,golang,go,gin,echo,fiber,rust,rocket,elixir,swift,nginx,apache,tomcat,\
    keycloak,auth0,okta,cognito,kong,tyk,traefik,vault,grafana,prometheus,superset,airflow,metabase,nextcloud,onlyoffice,jitsi,ghost,\
    windows,macos,android,ios,flutter,dart,mern,mean,mevn,fullstack,fullstackopen,project,tutorial,course,learning,class,student,school,\
    university,training,bootcamp,udemy,devto,blog,blogapp,todoapp,todolist,notes,chat,chatapp,messenger,social,socialmedia,network,shop,\
    store,ecommerce,payment,payments,stripe,bank,finance,money,wallet,bitcoin,blockchain,coin,trading,billing,order,orders,product,\
    products,inventory,food,restaurant,hotel,booking,travel,ticket,event,events,calendar,movie,movies,music,book,books,game,games,quiz,\
    news,weather,health,medical,doctor,hospital,job,jobs,crm,cms,iot,smart,home,office,company,corp,enterprise,world,house,car,moon,\
    star,sky,fire,rain,snow,light,day,dog,cat,bird,lion,tiger,wolf,eagle,panda,penguin,unicorn,ninja,pirate,magic,gandalf,frodo,\
    harrypotter,skywalker,darthvader,yoda,jedi,matrix,neo,avengers,marvel,joker,pikachu,pokemon,naruto,sasuke,goku,mario,minecraft,\
    fortnite,roblox,jamesbond,bond007,agent007,john,alice,bob,david,alex,adam,maria,emma,sophia,mohammed,ahmed,ali,omar,rahul,amit,\
    kumar,singh,sharma,raj,krishna,jesus,christ,god,angel,hell,daddy,lover,smile,crazy,cool,awesome,beautiful,sexy,hot,boss,king,prince,\
    kingdom,power,energy,courage,victory,winner,hero,legend,future,dream,hope,peace,life,death,spirit,heart,brain,einstein,tesla,usa,\
    london,paris,berlin,india,japan,brazil,france,germany,europe,newyork,california,washington,barcelona,arsenal,liverpool,manchester,\
    messi,ronaldo,cricket,tennis,hacker,hacking,h4ck3r,hack,leet,1337,security1,ctf,flag,picoctf,webgoat,juiceshop,attacker,exploit,\
    available,shipping,open,sesame,abracadabra,swordfish,correcthorsebatterystaple,correct,keyboard,mouse,robot,machine,engine,system,\
    kernel,firewall,email,mail,message,code,coder,program,programmer,developer,engineer,software,0123456789,0123456789abcdef,\
    1234567890abcdef,0123456789ABCDEF,acme,myapp";
