package dev.fairlead.examples.fromjosdk;

import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Deletion;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Names;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Owns;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.Rollout;
import dev.fairlead.sdk.meaning.Hash;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;

/** A Page is a web server with its texts. */
@Controller(ready = "Available", deletion = Deletion.FOREGROUND) // Deleter
@Owns(ConfigMap.class)
@Owns(Secret.class)
@Owns(Deployment.class)
@Owns(Service.class)
public final class PageReconciler implements Reconciler<Page> {

  @Override
  public Result reconcile(Observed<Page> observed, Context context) {
    Page page = observed.primary();
    List<ConfigMap> texts = PageChildren.texts(page); // a BulkDependentResource
    Deployment server = PageChildren.server(page, Hash.of(texts));
    Rollout rollout = new Rollout(observed.child(Deployment.class, Names.of(page)));

    Desired desired =
        Desired.children(texts)
            .and(Child.of(PageChildren.salt(page)).createOnly()) // a Creator that is no Updater
            .then(server); // dependsOn; its readyPostcondition is what is usual for a Deployment
    if (page.getSpec().host() != null) { // reconcilePrecondition
      desired = desired.then(PageChildren.service(page));
    }
    return desired
        .status(new Page.Status(rollout.ready(), null)) // UpdateControl.patchStatus
        .condition(rollout.available(server));
  }
}
