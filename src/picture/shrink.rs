//! A picture → a smaller version of it in WebP.
//!
//! Nothing but the pixels comes along, and the profile of their colours where they need it: not where a photograph was
//! taken, nor by whom.

use std::io::Cursor;

use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits, RgbImage, RgbaImage};
use webp::{Encoder, WebPConfig};

use super::colour;
use super::head::{format, orientation};
use super::model::{Fault, Format, MOST_PIXELS, Picture, Size};
use super::room::Room;

/// The largest number of bytes that a decoder may ask for at once: sixteen bits for each of four channels.
const MOST_MEMORY: u64 = MOST_PIXELS * 8;

/// The pixels of all pictures that are unpacked at the same time; a single one may have more.
static IN_FLIGHT: Room = Room::new(MOST_PIXELS);

/// Pictures in PNG with fewer bytes for each pixel are drawings rather than photographs.
const DRAWING: u64 = 1;

/// What decides the bytes beside the picture, the size and the quality. Another encoder wants another number.
pub fn version() -> &'static str {
    "1 webp-0.3"
}

/// Makes a version of a picture that is `size` large and not larger in bytes than the picture.
pub fn shrink(bytes: &[u8], picture: &Picture, size: Size, quality: u8) -> Result<Vec<u8>, Fault> {
    let format = format(bytes).ok_or(Fault::NoPicture)?;
    // A picture unpacks to many times its size, and all processors may unpack one.
    let room = IN_FLIGHT.take(picture.size.pixels());
    // What the library says is of no use to who only has the file; what can be done is the same.
    let decoded = decode(bytes, format).map_err(|_| Fault::Broken)?;
    let small = resized(decoded.pixels, decoded.orientation, size)?;
    drop(room);
    let is_drawing = format == Format::Png && picture.bytes / picture.size.pixels().max(1) < DRAWING;
    let webp = encode(&small, quality, is_drawing, picture.bytes)?;
    let coloured = decoded.profile.and_then(|profile| colour::with_profile(&webp, &profile, size.width, size.height));
    Ok(coloured.unwrap_or(webp))
}

/// Whether a picture can be decoded to its end.
pub fn decodes(bytes: &[u8]) -> Result<(), Fault> {
    let format = format(bytes).ok_or(Fault::NoPicture)?;
    let pixels = super::head::read(bytes).picture.map_or(MOST_PIXELS, |picture| picture.size.pixels());
    let _room = IN_FLIGHT.take(pixels);
    decode(bytes, format).map(|_| ()).map_err(|_| Fault::Broken)
}

struct Decoded {
    pixels: DynamicImage,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
}

fn decode(bytes: &[u8], format: Format) -> ImageResult<Decoded> {
    let bytes = Cursor::new(bytes);
    match format {
        Format::Jpeg => decoded(JpegDecoder::new(bytes)?),
        Format::Png => decoded(PngDecoder::with_limits(bytes, limits())?),
        Format::WebP => decoded(WebPDecoder::new(bytes)?),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

fn decoded(mut decoder: impl ImageDecoder) -> ImageResult<Decoded> {
    decoder.set_limits(limits())?;
    let orientation = orientation(&mut decoder);
    let profile = decoder.icc_profile().ok().flatten().and_then(colour::needed);
    let pixels = DynamicImage::from_decoder(decoder)?;
    let pixels = if pixels.color().has_alpha() { pixels.into_rgba8().into() } else { pixels.into_rgb8().into() };
    Ok(Decoded { pixels, orientation, profile })
}

/// The picture in this size, turned as the camera was held.
fn resized(pixels: DynamicImage, orientation: Orientation, size: Size) -> Result<DynamicImage, Fault> {
    let is_turned = matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width, height) = if is_turned { (size.height, size.width) } else { (size.width, size.height) };
    let has_alpha = pixels.color().has_alpha();
    let kind = if has_alpha { PixelType::U8x4 } else { PixelType::U8x3 };
    let (own_width, own_height) = (pixels.width(), pixels.height());
    let from = pixels.into_bytes();
    let from = Image::from_vec_u8(own_width, own_height, from, kind).map_err(|_| Fault::Broken)?;
    let mut to = Image::new(width, height, kind);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&from, &mut to, &options).map_err(|_| Fault::Broken)?;
    let bytes = to.into_vec();
    let small = if has_alpha {
        RgbaImage::from_raw(width, height, bytes).map(DynamicImage::from)
    } else {
        RgbImage::from_raw(width, height, bytes).map(DynamicImage::from)
    };
    let mut small = small.ok_or(Fault::Broken)?;
    small.apply_orientation(orientation);
    Ok(small)
}

/// As WebP of at most so many bytes, whatever the quality would ask for.
fn encode(picture: &DynamicImage, quality: u8, is_drawing: bool, most: u64) -> Result<Vec<u8>, Fault> {
    let encoder = encoder(picture);
    let mut config = WebPConfig::new().map_err(|()| Fault::Broken)?;
    config.quality = f32::from(quality);
    let once =
        |config: &WebPConfig| encoder.encode_advanced(config).map(|webp| webp.to_vec()).map_err(|_| Fault::Broken);
    let mut best = once(&config)?;
    if is_drawing {
        // Flat colours and sharp edges are often smaller, and always better, without loss.
        let mut exact = WebPConfig::new().map_err(|()| Fault::Broken)?;
        exact.lossless = 1;
        exact.quality = 75.0;
        let exact = once(&exact)?;
        if exact.len() <= best.len() {
            best = exact;
        }
    }
    if best.len() as u64 > most {
        config.target_size = i32::try_from(most).unwrap_or(i32::MAX);
        config.pass = 6;
        let smaller = once(&config)?;
        if smaller.len() < best.len() {
            best = smaller;
        }
    }
    Ok(best)
}

fn encoder(picture: &DynamicImage) -> Encoder<'_> {
    let (bytes, width, height) = (picture.as_bytes(), picture.width(), picture.height());
    if picture.color().has_alpha() {
        Encoder::from_rgba(bytes, width, height)
    } else {
        Encoder::from_rgb(bytes, width, height)
    }
}
