/// Who follows whom, so that a page can say when somebody goes live.
module stream.follows {
    requires stream.server;

    provides stream.server.feature.Feature with stream.follows.FollowsFeature;
}
