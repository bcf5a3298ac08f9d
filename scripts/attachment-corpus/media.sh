# Pictures, sounds and films.

images() {
	local magick to
	magick="ImageMagick $(version convert -version)"
	for to in jpg png gif bmp tif webp; do
		convert logo.png -strip "$out/magick.$to"
		line "magick.$to" accepted "$magick"
	done
	line magick.jpg accepted "$magick" photo.jpeg
	line magick.tif accepted "$magick" scan.tiff
	convert logo.png -interlace JPEG -quality 80 "$out/progressive.jpg"
	line progressive.jpg accepted "$magick, progressive"
	convert logo.png "$out/exif.jpg"
	exiftool -q -overwrite_original -Make=Camera -Model=One -DateTimeOriginal='2026:01:01 00:00:00' -GPSLatitude=50 "$out/exif.jpg"
	line exif.jpg accepted "$magick, then ExifTool $(version exiftool -ver)"
	djpeg "$out/magick.jpg" | cjpeg -quality 50 >"$out/cjpeg.jpg"
	line cjpeg.jpg accepted "cjpeg of libjpeg-turbo"
	convert logo.png -colorspace CMYK "$out/cmyk.jpeg"
	line cmyk.jpeg accepted "$magick, CMYK with an Adobe marker"
	cp logo.png "$out/cairo.png"
	line cairo.png accepted "cairo, by rsvg-convert $(version rsvg-convert --version)"
	ffmpeg -v error -i film.y4m -plays 0 -f apng "$out/animated.png"
	line animated.png accepted "ffmpeg $(version ffmpeg -version), an animation"
	ffmpeg -v error -i film.y4m -vf scale=24:16 "$out/animated.gif"
	line animated.gif accepted "ffmpeg $(version ffmpeg -version), an animation"
	convert logo.png GIF87:"$out/gif87.gif"
	line gif87.gif accepted "$magick, GIF87a"
	convert logo.png BMP2:"$out/os2.bmp"
	line os2.bmp accepted "$magick, the header of OS/2"
	convert logo.png -endian MSB -compress LZW "$out/big-endian.tiff"
	line big-endian.tiff accepted "$magick, big-endian"
	convert logo.png logo.png -compress Group4 -monochrome "$out/fax.tif"
	line fax.tif accepted "$magick, two pages of fax"
	convert logo.png TIFF64:"$out/bigtiff.tif"
	line bigtiff.tif accepted "$magick, BigTIFF"
	cwebp -quiet -lossless logo.png -o "$out/lossless.webp"
	line lossless.webp accepted "cwebp $(version cwebp -version)"
	heif-enc -q 40 logo.png -o "$out/heif-enc.heic" >/dev/null
	line heif-enc.heic accepted "heif-enc of libheif $(version dpkg-query -W libheif-examples)"
	cp logo.svg "$out/by-hand.svg"
	line by-hand.svg accepted "a text editor"
	rsvg-convert -f svg logo.svg -o "$out/cairo.svg"
	line cairo.svg accepted "cairo, by rsvg-convert $(version rsvg-convert --version)"
	soffice_to svg:draw_svg_Export logo.svg "$out/draw.svg"
	line draw.svg accepted "LibreOffice Draw $(version soffice --version)"
}

sounds() {
	local film
	film="ffmpeg $(version ffmpeg -version)"
	lame --quiet -b 32 tone.wav "$out/lame.mp3"
	line lame.mp3 accepted "LAME $(version lame --version), no tag in front"
	cp "$out/lame.mp3" "$out/id3v1.mp3"
	id3v2 -1 -t Tone -a Ann "$out/id3v1.mp3"
	line id3v1.mp3 accepted "LAME, then id3v2 with a tag at the end"
	ffmpeg -v error -i tone.wav -b:a 32k -metadata title=Tone "$out/id3v2.mp3"
	line id3v2.mp3 accepted "$film, with an ID3v2 tag"
	ffmpeg -v error -i tone.wav -b:a 32k -id3v2_version 0 -write_xing 0 "$out/bare.mp3"
	line bare.mp3 accepted "$film, frames only"
	cp tone.wav "$out/ffmpeg.wav"
	line ffmpeg.wav accepted "$film"
	ffmpeg -v error -i tone.wav -c:a pcm_mulaw -rf64 never "$out/mulaw.wav"
	line mulaw.wav accepted "$film, mu-law"
	ffmpeg -v error -i tone.wav -c:a wmav2 -b:a 32k "$out/ffmpeg.wma"
	ffmpeg -v error -i tone.wav "$out/ffmpeg.aiff"
	for to in wma aiff; do line "ffmpeg.$to" accepted "$film"; done
	printf 'X:1\nT:Tone\nM:4/4\nL:1/4\nK:C\nC E G c|\n' >tune.abc
	abc2midi tune.abc -o "$out/abc2midi.mid" >/dev/null
	line abc2midi.mid accepted "abc2midi $(version abc2midi -ver)"
	# RMID (Multimedia Programming Interface 1.0, RIFF MIDI): the MIDI file as the data chunk of a RIFF file.
	python3 - "$out/abc2midi.mid" "$out/riff.rmi" <<-'PY'
		import struct, sys
		midi = open(sys.argv[1], "rb").read()
		midi += b"\0" * (len(midi) % 2)
		body = b"RMIDdata" + struct.pack("<I", len(midi)) + midi
		open(sys.argv[2], "wb").write(b"RIFF" + struct.pack("<I", len(body)) + body)
	PY
	line riff.rmi accepted "abc2midi, wrapped in RIFF as its format says"
	ffmpeg -v error -i tone.wav -ar 44100 -ac 2 tone44.wav
	mpcenc --silent --overwrite tone44.wav "$out/mpcenc.mpc" >/dev/null 2>&1
	line mpcenc.mpc accepted "mpcenc $(version dpkg-query -W musepack-tools), stream version 8"
	ffmpeg -v error -i tone.wav -c:a real_144 "$out/ffmpeg.rm"
	line ffmpeg.rm accepted "$film, RealAudio 1.0 in RealMedia"
	ffmpeg -v error -i film.y4m -c:v rv20 -f rm "$out/ffmpeg.rmvb"
	line ffmpeg.rmvb accepted "$film, RealVideo in RealMedia"
	printf 'rtsp://media.shop.example/tone.rm\n--stop--\nhttp://media.shop.example/tone.rm\n' >"$out/by-hand.ram"
	line by-hand.ram accepted "a text editor: the addresses that a RealPlayer metafile is made of"
}

films() {
	local film to
	film="ffmpeg $(version ffmpeg -version)"
	film_as() { ffmpeg -v error -i film.y4m -i tone.wav -b:v 20k -b:a 32k "$@"; }
	film_as -movflags +faststart "$out/faststart.mp4"
	film_as -movflags frag_keyframe+empty_moov "$out/fragmented.mp4"
	film_as "$out/trailing-index.mp4"
	film_as -brand M4V "$out/m4v-brand.mp4"
	line faststart.mp4 accepted "$film, index in front"
	line fragmented.mp4 accepted "$film, fragmented"
	line trailing-index.mp4 accepted "$film, index at the end"
	line m4v-brand.mp4 accepted "$film, brand M4V"
	film_as "$out/ffmpeg.mov"
	line ffmpeg.mov accepted "$film"
	line ffmpeg.mov accepted "$film" clip.qt
	film_as -c:v mpeg4 "$out/ffmpeg.avi"
	film_as -c:v wmv2 -c:a wmav2 "$out/ffmpeg.wmv"
	film_as -c:v wmv2 -c:a wmav2 "$out/ffmpeg.asf"
	film_as -c:v flv1 -ar 22050 "$out/ffmpeg.flv"
	film_as -c:v flv1 -ar 22050 "$out/ffmpeg.swf"
	for to in avi wmv asf flv swf; do line "ffmpeg.$to" accepted "$film"; done
	# The oldest form of QuickTime begins with its index and has no "ftyp".
	ffmpeg -v error -i film.y4m -c:v mjpeg -f mov -movflags +faststart -empty_hdlr_name 1 classic.mov
	python3 - classic.mov "$out/classic.qt" <<-'PY'
		import struct, sys
		# mdat first and moov after it, without ftyp; offsets in stco move by what is taken away.
		data = open(sys.argv[1], "rb").read()
		atoms, at = [], 0
		while at < len(data):
		    size, = struct.unpack(">I", data[at:at + 4])
		    atoms.append((data[at + 4:at + 8], at, data[at:at + size]))
		    at += size
		mdat = next((where, box) for kind, where, box in atoms if kind == b"mdat")
		moov = bytearray(next(box for kind, _, box in atoms if kind == b"moov"))
		table = moov.index(b"stco")
		count, = struct.unpack(">I", moov[table + 8:table + 12])
		for each in range(count):
		    here = table + 12 + 4 * each
		    old, = struct.unpack(">I", moov[here:here + 4])
		    moov[here:here + 4] = struct.pack(">I", old - mdat[0])
		open(sys.argv[2], "wb").write(mdat[1] + moov)
	PY
	line classic.qt accepted "$film, its ftyp taken away as in files of before 2001"
	ffmpeg -v error -i film.y4m -i tone.wav -r 25 -c:v mpeg1video -c:a mp2 -ar 44100 -f mpeg "$out/ffmpeg.mpg"
	line ffmpeg.mpg accepted "$film, MPEG-1 program stream"
	ffmpeg -v error -i film.y4m -i tone.wav -r 25 -c:v mpeg2video -c:a mp2 -ar 44100 -f vob "$out/ffmpeg.mpeg"
	line ffmpeg.mpeg accepted "$film, MPEG-2 program stream"
	ffmpeg -v error -i film.y4m -r 25 -c:v mpeg1video -f mpeg1video "$out/elementary.mpg"
	line elementary.mpg accepted "$film, MPEG-1 video without a container"
	ffmpeg -v error -i film.y4m -r 25 -c:v mpeg2video -f mpegts "$out/transport.mpg"
	line transport.mpg accepted "$film, MPEG transport stream"
}
