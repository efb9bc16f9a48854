import { openEngine } from '../electron/engine.ts';
const a0=performance.now(); const o=await openEngine({ledgerPath:'/tmp/b1big.sqlite', env:{}, readonly: true}); console.log('open', Math.round(performance.now()-a0), o.ok||o.problem);
const e=o.value;
const t=async(n,c,i)=>{const v=[];let r;for(let k=0;k<5;k++){const a=performance.now();r=await e.call(c,i);v.push(performance.now()-a)}v.sort((a,b)=>a-b);console.log(n.padEnd(40),v[2].toFixed(1).padStart(7),'max',v[4].toFixed(1), r.ok? (r.value.total ?? r.value.length) : r.problem)};
const P={status:'pending'};
for (const sort of ['amount','monthAmount','firstSeen','lastSeen','code','integration','timesSeen']) for (const w of [{},P]) { await t(sort+' first '+JSON.stringify(w),'issues/page',{...w,sort}); await t(sort+' 90000 '+JSON.stringify(w),'issues/page',{...w,sort,offset:90000}); }
await t('middle pending','issues/page',{...P,offset:46000});
for (const w of [{integration:'holded'},{operation:'invoices'},{severity:'high'},{entityType:'contract'},{month:'2025-03'},{code:'SERVICE_UNKNOWN'},{group:'CLIENT_MISSING'},{search:'f2503'},{search:'F25'},{search:'m'},{search:'product holded'}]) {await t('first '+JSON.stringify(w),'issues/page',{...P,...w}); await t('mid '+JSON.stringify(w),'issues/page',{...P,...w,offset:Math.max(0,Math.floor((await e.call('issues/page',{...P,...w,limit:1})).value?.total/2||0))}); }
await t('groups all','issues/groups',{}); await t('groups pending','issues/groups',P); await t('groups holded','issues/groups',{...P,integration:'holded'}); await t('groups search','issues/groups',{...P,search:'m'});
await t('select','issues/select',P); await t('shortest','issues/shortest',{}); await t('totals','issues/totals',{}); await t('list','issues/list',{});await t('list P','issues/list',P); await t('list cursor','issues/list',{...P, cursor:'500000.100'}); await t('history','issues/history',{id:5}); 
for (const text of ['m','ma','maria','F25','F25031234','garcia data','C-000','part-time','e1','1182','enrolled course']) await t('search '+text,'search/all',{text});
console.log((await e.call('search/all',{text:'1182'})).value.slice(0,6)); console.log((await e.call('issues/groups',P)).value.slice(0,4)); console.log((await e.call('issues/history',{id:20})).value);
await e.close();
