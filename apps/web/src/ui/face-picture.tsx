/** Over the letters or the icon that stand for somebody or a room, which are seen until it is there, and where it cannot be had. */
export function FacePicture({ url }: { url: string | undefined }) {
  if (!url) return undefined;
  return (
    <img
      key={url}
      src={url}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={({ currentTarget }) => {
        currentTarget.hidden = true;
      }}
      className="absolute inset-0 size-full rounded-[inherit] object-cover"
    />
  );
}
