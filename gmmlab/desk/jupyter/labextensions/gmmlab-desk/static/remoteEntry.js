// JupyterLab keeps the layout of open tabs for each workspace, and two windows must not share one.
// Its own way of finding out asks the other windows, and waits half a second for an answer that
// seldom comes. A lock of the browser says it at once. Put in the place of
// @jupyterlab/apputils-extension:resolver, which page_config.json turns off.
(() => {
  let shared;
  const use = async (name) => {
    const [version] = Object.values(shared[name]);
    return (await version.get())();
  };

  // Whether this window is the first with the name; it stays so until it is closed.
  const first = (name) =>
    new Promise((resolve) => {
      const hold = (lock) => {
        resolve(Boolean(lock));
        return lock ? new Promise(() => {}) : undefined;
      };
      if (!navigator.locks) return resolve(true);
      navigator.locks.request(`gmmlab workspace ${name}`, { ifAvailable: true }, hold).catch(() => resolve(true));
    });

  // A window that is being loaded anew may still hold its own lock for a moment.
  const mine = async (name) => {
    for (let tries = 0; tries < 6; tries++) {
      if (await first(name)) return true;
      await new Promise((resume) => setTimeout(resume, 100));
    }
    return false;
  };

  const extension = async () => {
    const { IWindowResolver } = await use("@jupyterlab/apputils");
    const { IRouter, JupyterFrontEnd } = await use("@jupyterlab/application");
    const { PageConfig, URLExt } = await use("@jupyterlab/coreutils");

    const another = ({ base }, router) => {
      const letter = String.fromCharCode(97 + Math.floor(26 * Math.random()));
      const tree = PageConfig.getOption("treePath");
      const path = URLExt.join(base, "lab", "workspaces", `auto-${letter}`, tree && `tree/${URLExt.encodeParts(tree)}`);
      const query = { ...URLExt.queryStringToObject(router.current.search || ""), reset: "1" };
      router.navigate(path + URLExt.objectToQueryString(query) + (router.current.hash || ""), { hard: true });
      return new Promise(() => {}); // this page is about to go
    };

    return {
      id: "gmmlab-desk:resolver",
      description: "Finds the workspace of this window.",
      autoStart: true,
      provides: IWindowResolver,
      requires: [JupyterFrontEnd.IPaths, IRouter],
      activate: async (app, paths, router) => {
        const name = PageConfig.getOption("workspace") || PageConfig.defaultWorkspace;
        return (await mine(name)) ? { name } : another(paths.urls, router);
      },
    };
  };

  const modules = { "./extension": async () => { const plugin = await extension(); return () => ({ __esModule: true, default: plugin }); } };
  (window._JUPYTERLAB ||= {})["gmmlab-desk"] = {
    init: (scope) => { shared = scope; },
    get: (name) => modules[name](),
  };
})();
