/// Profile pictures: decoded, scaled and encoded anew.
module stream.pictures {
    requires stream.server;

    provides stream.server.feature.Feature with stream.pictures.PicturesFeature;
}
