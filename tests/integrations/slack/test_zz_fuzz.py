import asyncio, random
from tests.integrations.slack.conftest import *
async def test_fuzz(world, caplog):
    vals=[None,1,True,"x",[],{}, {"id":1},["a"],"D1","C1",{"type":1}]
    rnd=random.Random(1)
    bad=[]
    async with world.steward():
        for i in range(400):
            ev={"type":rnd.choice(["message","app_mention","assistant_thread_started","assistant_thread_context_changed",1,None,"x"])}
            for k in ["channel","user","text","ts","thread_ts","channel_type","subtype","assistant_thread","bot_id","message","previous_message","item","view","team","bot_profile","context"]:
                if rnd.random()<.5: ev[k]=rnd.choice(vals+["im","message_changed"])
            body={"type":"event_callback","team_id":rnd.choice(["T1",None,5,{}]),"event":rnd.choice([ev,ev,ev,ev,None,"x",[]])}
            for k in ["authorizations","enterprise_id","is_enterprise_install","event_id","is_ext_shared_channel","context","enterprise","team","user"]:
                if rnd.random()<.3: body[k]=rnd.choice(vals)
            try: await asyncio.wait_for(world.slack.deliver(body),0.3)
            except Exception as e: bad.append((type(e).__name__,body))
        for i in range(300):
            body={"type":rnd.choice(["block_actions","view_submission","shortcut","message_action",None,1,"block_suggestion","workflow_step_edit"])}
            for k in ["actions","container","channel","message","user","team","view","trigger_id","response_url","callback_id","enterprise","command","is_enterprise_install"]:
                if rnd.random()<.5: body[k]=rnd.choice(vals+[[{"action_id":"show_math","value":"x"}],[{"action_id":1}]])
            try: await asyncio.wait_for(world.slack.deliver(body,rnd.choice(["interactive","slash_commands"])),0.3)
            except Exception as e: bad.append((type(e).__name__,body))
    import collections,re
    errs=collections.Counter(re.sub(r"session.*","",r.getMessage())[:150] for r in caplog.records if r.levelname in("ERROR","WARNING"))
    print(len(bad)); 
    for e in errs.most_common(25): print(e)
    for b in bad[:5]: print(b)
